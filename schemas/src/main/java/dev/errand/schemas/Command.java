package dev.errand.schemas;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something an assistant asks to be done for a person.
 *
 * @param user whom it speaks for: the event's subject, which is also the record's key
 * @param id unique for that user
 * @param source who asks: the CloudEvents source
 * @param deadline do it before then, or not at all
 * @param hold how long it may wait for its person to connect again, up to {@link #LONGEST_HOLD};
 *     zero: it fails at once; absent: as long as is usual
 * @param notBefore nothing is done for it before then; until then it stands in no order, and may be
 *     taken back
 * @param undo how long after its acceptance nothing is done for it, up to {@link #LONGEST_UNDO}, so
 *     that it can be taken back
 * @param agent the agent that asked
 * @param conversation where it asked
 * @param traceparent W3C trace context of the producer, carried to the provider and to the result
 * @param data the operation's input, already checked against its JSON Schema
 * @param replays the first of its kind, that failed or whose end is not known: this one goes on
 *     where that one, or the last replay of it, came to its end
 */
public record Command(
    UserId user,
    CommandId id,
    OperationName operation,
    String source,
    Priority priority,
    @Nullable Instant deadline,
    @Nullable Duration hold,
    @Nullable Instant notBefore,
    @Nullable Duration undo,
    @Nullable String agent,
    @Nullable String conversation,
    @Nullable String traceparent,
    JsonNode data,
    @Nullable CommandId replays) {

  /**
   * The source of what came over HTTP, where all was asked that is asked at acceptance. Who may
   * write to a topic can say so too: nothing is let through for it that harms others.
   */
  public static final String FROM_API = "urn:errand:api";

  /** For as long as a command of the same id is known again. */
  public static final Duration LONGEST_HOLD = Duration.ofDays(7);

  public static final Duration LONGEST_UNDO = Duration.ofDays(1);

  public Command {
    if (hold != null && (hold.isNegative() || hold.compareTo(LONGEST_HOLD) > 0)) {
      throw new IllegalArgumentException("A command is held for up to seven days");
    }
    if (undo != null && (undo.isNegative() || undo.compareTo(LONGEST_UNDO) > 0)) {
      throw new IllegalArgumentException("A command can be taken back for up to a day");
    }
  }

  /** A command of its own, which replays none and is held as long as is usual. */
  public Command(
      UserId user,
      CommandId id,
      OperationName operation,
      String source,
      Priority priority,
      @Nullable Instant deadline,
      @Nullable String agent,
      @Nullable String conversation,
      @Nullable String traceparent,
      JsonNode data) {
    this(
        user,
        id,
        operation,
        source,
        priority,
        deadline,
        null,
        null,
        null,
        agent,
        conversation,
        traceparent,
        data,
        null);
  }

  /** The same with other data. */
  public Command with(JsonNode other) {
    return new Command(
        user,
        id,
        operation,
        source,
        priority,
        deadline,
        hold,
        notBefore,
        undo,
        agent,
        conversation,
        traceparent,
        other,
        replays);
  }

  /** The same, held for as long as that. */
  public Command held(Duration longest) {
    return new Command(
        user,
        id,
        operation,
        source,
        priority,
        deadline,
        longest,
        notBefore,
        undo,
        agent,
        conversation,
        traceparent,
        data,
        replays);
  }

  /** The same, for which nothing is done before then, nor within that time of its acceptance. */
  public Command later(@Nullable Instant notBefore, @Nullable Duration undo) {
    return new Command(
        user,
        id,
        operation,
        source,
        priority,
        deadline,
        hold,
        notBefore,
        undo,
        agent,
        conversation,
        traceparent,
        data,
        replays);
  }

  /** From when on something may be done for it, if it was accepted then. */
  public Instant due(Instant accepted) {
    Instant undone = undo == null ? accepted : accepted.plus(undo);
    return notBefore != null && notBefore.isAfter(undone) ? notBefore : undone;
  }

  /**
   * When it begins at the latest, if it was accepted then and no other stands before it: it waits
   * for its person that long from when it is due.
   *
   * @param usual how long it is held if it does not say
   */
  public Instant latest(Instant accepted, Duration usual) {
    Instant held = due(accepted).plus(hold == null ? usual : hold);
    return deadline != null && deadline.isBefore(held) ? deadline : held;
  }

  /**
   * The name by which its effects are known at the provider: the same for a command and all its
   * replays, so that none of them repeats what another did.
   */
  public CommandId effectId() {
    return replays == null ? id : replays;
  }
}
