package dev.errand.schemas.mail;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a mail is flagged to its readers. */
public enum Importance {
  @JsonProperty("low")
  LOW,
  @JsonProperty("normal")
  NORMAL,
  @JsonProperty("high")
  HIGH
}
