package dev.errand.noteworker.enhance;

import dev.errand.schemas.UserId;

/** A language model that is asked one thing: {@link Question}. Thread-safe. */
public interface Model {

  /**
   * Asks for one note.
   *
   * @param user for whom, so that what it costs is known
   * @param note as JSON; data, never a part of the question
   */
  Answered answer(UserId user, String note);

  /** How it went. */
  sealed interface Answered {

    /** What it said, which may be anything. */
    record Text(String text) implements Answered {}

    record TooLate() implements Answered {}

    record Failed() implements Answered {}
  }
}
