package dev.errand.noteworker.enhance;

import dev.errand.schemas.UserId;

/**
 * Reads a note and says how it may be enhanced. The text of a note is data: what it asks for
 * changes nothing. Thread-safe.
 */
public interface Enhancer {

  /** A proposal for this note of that user. It always gives one, in a bounded time. */
  Proposal propose(UserId user, Passages note);
}
