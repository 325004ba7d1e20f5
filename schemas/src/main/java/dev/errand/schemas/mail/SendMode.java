package dev.errand.schemas.mail;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a mail was sent, where it could not be done as usual. */
public enum SendMode {
  /**
   * In one call, because the connection may send and not read: at most once, and no id is known. If
   * the call's outcome is in doubt, the command ends {@code unknown}.
   */
  @JsonProperty("send-only")
  SEND_ONLY
}
