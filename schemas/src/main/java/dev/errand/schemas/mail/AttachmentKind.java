package dev.errand.schemas.mail;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can be attached to a mail. */
public enum AttachmentKind {
  @JsonProperty("file")
  FILE,
  /** A mail, contact or event of Outlook. */
  @JsonProperty("item")
  ITEM,
  /** To a file elsewhere. */
  @JsonProperty("link")
  LINK
}
