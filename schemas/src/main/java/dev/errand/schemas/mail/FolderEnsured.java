package dev.errand.schemas.mail;

import java.util.List;

/**
 * Output of {@code folder.ensure}: the folder at the end of the path.
 *
 * @param path the names as the mailbox has them
 */
public record FolderEnsured(String folder, List<String> path) {

  public FolderEnsured {
    path = List.copyOf(path);
  }
}
