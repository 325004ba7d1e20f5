package dev.errand.schemas.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Output of {@code folder.list}: the folders of the mailbox, parents before their children. */
public record Folders(List<Folder> folders) {

  /** Further ones are left out, so that the result fits into one Kafka record. */
  public static final int MAX_FOLDERS = 1000;

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
