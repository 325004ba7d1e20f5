package dev.errand.mailworker.graph;

import org.jspecify.annotations.Nullable;

/** A folder. */
public record MailFolder(
    String id,
    @Nullable String displayName,
    @Nullable Integer childFolderCount,
    @Nullable Integer unreadItemCount,
    @Nullable Integer totalItemCount) {

  public boolean hasChildren() {
    return childFolderCount != null && childFolderCount > 0;
  }
}
