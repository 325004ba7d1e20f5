package dev.errand.mailworker.graph;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A folder. */
public record MailFolder(
    String id,
    @Nullable String displayName,
    @Nullable Integer childFolderCount,
    @Nullable Integer unreadItemCount,
    @Nullable Integer totalItemCount) {

  public MailFolder {
    Objects.requireNonNull(id, "A folder has an id");
  }

  public boolean hasChildren() {
    return childFolderCount != null && childFolderCount > 0;
  }
}
