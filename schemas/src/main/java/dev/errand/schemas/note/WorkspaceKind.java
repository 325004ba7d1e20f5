package dev.errand.schemas.note;

import com.fasterxml.jackson.annotation.JsonValue;

/** What is in a workspace. */
public enum WorkspaceKind {
  PAGE("page"),
  DATABASE("database");

  private final String wireName;

  WorkspaceKind(String wireName) {
    this.wireName = wireName;
  }

  @JsonValue
  public String wireName() {
    return wireName;
  }
}
