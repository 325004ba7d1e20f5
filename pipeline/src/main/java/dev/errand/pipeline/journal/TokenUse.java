package dev.errand.pipeline.journal;

import dev.errand.pipeline.ConnectionFacts;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;

/**
 * Whose token an effect is about to be done with, and for which of their commands.
 *
 * @param connection the id of the connection the token is of
 * @param version of that connection
 */
public record TokenUse(
    UserId user,
    CommandId command,
    OperationName operation,
    Provider provider,
    String connection,
    long version) {

  public static TokenUse of(Command command, ConnectionFacts connection) {
    return new TokenUse(
        command.user(),
        command.id(),
        command.operation(),
        connection.provider(),
        connection.id(),
        connection.version());
  }
}
