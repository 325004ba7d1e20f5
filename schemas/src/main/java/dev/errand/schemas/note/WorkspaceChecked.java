package dev.errand.schemas.note;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Output of {@code workspace.check}.
 *
 * @param ready whether nothing is missing
 * @param pages how many pages the connection can see, at most 100
 * @param more whether there are more than that
 * @param page the "Personal Assistant" page, if there is one
 */
public record WorkspaceChecked(
    boolean ready,
    int pages,
    boolean more,
    @Nullable String page,
    @Nullable String url,
    @Nullable String tableOfContents,
    List<Missing> missing) {

  public WorkspaceChecked {
    missing = List.copyOf(missing);
  }

  /** One thing that is missing, and what helps. */
  public record Missing(What what, String title, String action) {}

  /** What can be missing. */
  public enum What {
    PERMISSION_TO_READ("permission_to_read"),
    SHARED_PAGES("shared_pages"),
    WORKSPACE_PAGE("workspace_page"),
    TABLE_OF_CONTENTS("table_of_contents"),
    ENTRIES("entries"),
    /** Of notes that stay on this machine: the folder cannot be used as it is. */
    FOLDER("folder"),
    /** Of notes that stay on this machine: files that cannot be read or changed as they are. */
    FILES("files");

    private final String wireName;

    What(String wireName) {
      this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
      return wireName;
    }
  }
}
