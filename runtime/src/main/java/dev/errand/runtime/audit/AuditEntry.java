package dev.errand.runtime.audit;

import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is done. It holds names, numbers and words of our own, so that it can be kept when
 * all that people wrote is gone, and none of them can break a line.
 *
 * @param user in whose name, or to whose data; absent if it concerns no single user
 * @param detail one word: a cause, an outcome, a place
 */
public record AuditEntry(
    @Nullable UserId user,
    Actor actor,
    Act act,
    @Nullable OnConnection connection,
    @Nullable ForCommand command,
    @Nullable String detail) {

  private static final Pattern WORD = Pattern.compile("[!-~]{1,200}");

  public AuditEntry {
    requireWord(detail);
  }

  /** Without anything more to say. */
  public AuditEntry(@Nullable UserId user, Actor actor, Act act) {
    this(user, actor, act, null, null, null);
  }

  /**
   * Which connection.
   *
   * @param id absent while there is none
   * @param before the version that was there
   * @param version the version that is there then, or is used
   */
  public record OnConnection(
      Provider provider, @Nullable String id, @Nullable Long before, @Nullable Long version) {

    public OnConnection {
      requireWord(id);
    }
  }

  /** For which command, and which step of it. */
  public record ForCommand(CommandId id, @Nullable OperationName operation, @Nullable String step) {

    public ForCommand {
      requireWord(step);
    }
  }

  private static void requireWord(@Nullable String text) {
    if (text != null && !WORD.matcher(text).matches()) {
      throw new IllegalArgumentException("Only a word is written down");
    }
  }
}
