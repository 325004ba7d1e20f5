package dev.errand.e2e.oracle;

import static dev.errand.e2e.oracle.Planted.START;

import dev.errand.local.drive.MailMark;
import dev.errand.schemas.Command;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import org.jspecify.annotations.Nullable;

/** Calls as the ledger of a {@link Planted} run would have them; times are ms after its start. */
final class PlantedCalls {

  private PlantedCalls() {}

  /**
   * The call that a command made.
   *
   * @param at ms after the start
   */
  static LedgerCall call(Command command, long at, long millis) {
    boolean mail = command.operation().equals(MailOperations.MAIL_SEND);
    return call(
        command.user(),
        mail ? "graph" : "notion",
        at,
        millis,
        mail ? "mail" : "children",
        mail ? MailMark.of(command) : null);
  }

  static LedgerCall draft(Command command, long at) {
    return call(command.user(), "graph", at, 100, "draft", MailMark.of(command));
  }

  static LedgerCall mailed(Command command, long at) {
    return call(command.user(), "graph", at, 100, "mail", MailMark.of(command));
  }

  static LedgerCall attached(Command command, long at) {
    return call(command.user(), "graph", at, 100, "attachment", MailMark.of(command));
  }

  static LedgerCall thrownAway(Command command, long at) {
    return call(command.user(), "graph", at, 100, "message-delete", MailMark.of(command));
  }

  static LedgerCall look(UserId user, long at, long millis) {
    return call(user, "notion", at, millis, null, null);
  }

  static LedgerCall lookIntoTheMailbox(UserId user, long at) {
    return call(user, "graph", at, 1, null, null);
  }

  private static LedgerCall call(
      UserId user,
      String area,
      long at,
      long millis,
      @Nullable String effect,
      @Nullable String mark) {
    return new LedgerCall(
        at,
        START.plusMillis(at),
        1 + at * 1_000_000,
        effect == null ? 0 : 1 + (at + millis) * 1_000_000,
        1 + (at + millis) * 1_000_000,
        0,
        user.value(),
        area,
        effect == null ? "GET" : "POST",
        "/" + area,
        "/" + area,
        1,
        200,
        null,
        effect,
        effect,
        mark);
  }

  static LedgerCall pageMade(UserId user, long at) {
    return changed(call(user, "notion", at, 100, "page", null), "/notion/v1/pages", 200, null, 0);
  }

  static LedgerCall refused(UserId user, @Nullable String fault) {
    return changed(look(user, 0, 1), "/notion", 429, fault, 0);
  }

  /** Its caller went away while it ran. */
  static LedgerCall abandoned(LedgerCall call) {
    return changed(call, call.route(), call.status(), call.fault(), call.arrivedNanos() + 1);
  }

  /** Its effect was complete when it says, and its answer took so much longer. */
  static LedgerCall answeredLate(LedgerCall call, long millis) {
    return finished(call, call.finishedNanos() + millis * 1_000_000);
  }

  private static LedgerCall finished(LedgerCall call, long nanos) {
    return new LedgerCall(
        call.sequence(),
        call.arrivedAt(),
        call.arrivedNanos(),
        call.committedNanos(),
        nanos,
        call.abandonedNanos(),
        call.person(),
        call.area(),
        call.method(),
        call.route(),
        call.path(),
        call.inFlight(),
        call.status(),
        call.fault(),
        call.effectKind(),
        call.effectId(),
        call.errandCommand());
  }

  /** An append whose answer was lost. */
  static LedgerCall appendInDoubt(UserId user, long at) {
    LedgerCall call = look(user, at, 1);
    return changed(call, "/notion/v1/blocks/{id}/children", 0, "reset after commit", 0);
  }

  private static LedgerCall changed(
      LedgerCall call, String route, int status, @Nullable String fault, long abandonedNanos) {
    return new LedgerCall(
        call.sequence(),
        call.arrivedAt(),
        call.arrivedNanos(),
        call.committedNanos(),
        call.finishedNanos(),
        abandonedNanos,
        call.person(),
        call.area(),
        route.endsWith("children") ? "PATCH" : call.method(),
        route,
        call.path(),
        1,
        status,
        fault,
        call.effectKind(),
        call.effectId(),
        call.errandCommand());
  }
}
