package dev.errand.runtime.audit;

import java.util.Locale;

/** What is written down when it is done. The names are in the table and in the API. */
public enum Act {
  /** A consent made a connection, or brought back one that was disconnected. */
  CONNECTED,
  /** A consent gave a connection that was there new tokens. */
  RECONNECTED,
  /** A consent ended without a connection; the detail says how. */
  CONSENT_FAILED,
  /** New tokens came for the refresh token. */
  REFRESHED,
  /** The tokens became worthless and were erased; the detail says why. */
  RECONNECT_NEEDED,
  /** The tokens were erased because the person wanted it. */
  DISCONNECTED,
  /** After that: what became of the tokens at the provider. */
  REVOCATION,
  DATA_KEY_MADE,
  DATA_KEY_REWRAPPED,
  DATA_KEY_DESTROYED,
  /**
   * A call whose effect must not happen twice is about to be made with the person's token. It may
   * not have been made after all; none is made without this.
   */
  EFFECT_BEGUN,
  /** An operator asked what ended badly. */
  LETTERS_LISTED,
  RECORDS_LISTED,
  /** An operator was shown what a person had asked for. */
  LETTER_SHOWN,
  RECORD_SHOWN,
  /** An operator has it done again: written down before it is published, and even if that fails. */
  LETTER_REPLAYED,
  RECORD_REPLAYED,
  /** The key that wraps data keys is about to get a new version. */
  KEY_ROTATED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
