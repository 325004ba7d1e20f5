package dev.errand.schemas.mail;

import dev.errand.schemas.CommandId;
import dev.errand.schemas.Result;
import org.jspecify.annotations.Nullable;

/** The command that sent a mail, as its result tells it. */
public record OriginalCommand(
    String id,
    @Nullable String type,
    @Nullable String source,
    @Nullable String agent,
    @Nullable String conversation,
    @Nullable String replays) {

  public static OriginalCommand of(Result.Answered command) {
    CommandId replays = command.replays();
    return new OriginalCommand(
        command.id().value(),
        command.type(),
        command.source(),
        command.agent(),
        command.conversation(),
        replays == null ? null : replays.value());
  }
}
