package dev.errand.schemas.mail;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is to be done about a mail. */
public enum Flag {
  @JsonProperty("flagged")
  FLAGGED,
  @JsonProperty("complete")
  COMPLETE,
  @JsonProperty("notFlagged")
  NOT_FLAGGED
}
