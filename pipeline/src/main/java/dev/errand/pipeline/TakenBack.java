package dev.errand.pipeline;

/** What came of taking a command back. */
public enum TakenBack {
  /** It ends as cancelled, and nothing was or will be done for it. */
  DONE,

  /** It is under way, or the next to be. */
  BEGUN,

  /** It has ended otherwise. */
  ENDED,

  /** The user has no such command. */
  UNKNOWN
}
