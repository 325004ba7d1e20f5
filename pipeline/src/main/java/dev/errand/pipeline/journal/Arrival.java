package dev.errand.pipeline.journal;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Result;
import dev.errand.schemas.UserId;

/** A record that names a user and a command. */
public sealed interface Arrival {

  long offset();

  UserId user();

  CommandId command();

  /** A valid command, to be queued. */
  record Accepted(long offset, Command accepted) implements Arrival {

    @Override
    public UserId user() {
      return accepted.user();
    }

    @Override
    public CommandId command() {
      return accepted.id();
    }
  }

  /** A command that ends before it is queued. */
  record Refused(long offset, Result result) implements Arrival {

    @Override
    public UserId user() {
      return result.user();
    }

    @Override
    public CommandId command() {
      return result.command().id();
    }
  }
}
