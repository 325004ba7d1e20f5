package dev.errand.schemas.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@code folder.ensure}.
 *
 * @param path names from the top, or from the parent, downwards
 * @param parent an id or a well-known name as {@code inbox}; absent: the top
 */
public record FolderEnsure(@Written(Wording.FOLDER) List<String> path, @Nullable String parent) {

  public FolderEnsure {
    path = List.copyOf(path);
  }
}
