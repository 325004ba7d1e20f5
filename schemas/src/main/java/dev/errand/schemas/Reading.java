package dev.errand.schemas;

/** What became of one record of a command topic. */
public sealed interface Reading {

  /** A command to carry out. */
  record Accepted(Command command) implements Reading {}

  /**
   * No command to carry out, but it says whose it is and what it is called: a {@code rejected}
   * result answers it.
   */
  record Rejected(UserId user, Result.Answered answered, Problem problem) implements Reading {

    public CommandId id() {
      return answered.id();
    }
  }

  /**
   * Nothing that can be answered.
   *
   * @param reason without anything of the record's content
   */
  record Unreadable(String reason) implements Reading {}
}
