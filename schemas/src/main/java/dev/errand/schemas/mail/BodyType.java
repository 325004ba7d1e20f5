package dev.errand.schemas.mail;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the body of a mail is written. */
public enum BodyType {
  @JsonProperty("text")
  TEXT,
  @JsonProperty("html")
  HTML
}
