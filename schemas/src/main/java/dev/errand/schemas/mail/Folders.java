package dev.errand.schemas.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Output of {@code folder.list}: every folder of the mailbox, parents before their children. */
public record Folders(List<Folder> folders) {

  public Folders {
    folders = List.copyOf(folders);
  }

  /**
   * One folder.
   *
   * @param parent the folder it is in; absent at the top
   */
  public record Folder(
      String folder, @Nullable String parent, String name, int unread, int total) {}
}
