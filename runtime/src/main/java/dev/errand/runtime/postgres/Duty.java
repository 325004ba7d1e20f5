package dev.errand.runtime.postgres;

import java.util.Locale;

/**
 * What a transaction does for many users at once. Which tables that opens to which app is in the
 * policies of the migration {@code V9__isolation.sql}.
 */
public enum Duty {
  /** The engine's journal: one transaction writes for all users of its partitions. */
  JOURNAL,
  /** Finding the connections that have changed. */
  CHANGES,
  /** Finding the connections whose refresh is due. */
  REFRESH,
  /** Removing what is too old. */
  TIDY,
  /** Wrapping everybody's data keys anew after a rotation. */
  REWRAP,
  /** Verifying what was written down of everybody. */
  AUDIT,
  /** What an operator asks for. */
  OPERATE,
  /** Finding out who is signed in. */
  SESSIONS;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
