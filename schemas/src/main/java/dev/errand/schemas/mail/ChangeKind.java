package dev.errand.schemas.mail;

import com.fasterxml.jackson.annotation.JsonValue;

/** What can happen to a mail in a folder. */
public enum ChangeKind {
  NEW("new"),
  CHANGED("changed"),
  REMOVED("removed");

  private final String wireName;

  ChangeKind(String wireName) {
    this.wireName = wireName;
  }

  @JsonValue
  public String wireName() {
    return wireName;
  }
}
