package dev.errand.apiingest.command;

import dev.errand.apiingest.command.CommandState.Waiting;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where in its lane a queued command is, and so what it waits for. It follows the lane's rule: the
 * interactive order goes first; the bulk order goes on while the interactive one is held; and while
 * a head is in doubt nothing else runs.
 *
 * @param now by the journal's clock
 * @param bulk which order it is in
 * @param ahead how many of its own order are before it
 * @param elsewhere how many were sent before to a partition that was the user's then
 * @param own its own order
 * @param other the other order
 */
record LanePlace(Instant now, boolean bulk, int ahead, int elsewhere, Order own, Order other) {

  /**
   * One of the lane's two orders.
   *
   * @param pending how many commands it has, counted up to {@link LaneWaits#COUNTED}
   * @param inDoubt whether its head may have done what it was to do
   * @param hold why its head cannot run now
   */
  record Order(int pending, boolean inDoubt, @Nullable Hold hold) {

    /** Then all of it does, and each of them no longer than it wants to. */
    boolean waitsForPerson() {
      return hold != null && hold.cause() == WaitCause.RECONNECT;
    }
  }

  /** What keeps a head from running, and until when at least. */
  record Hold(WaitCause cause, Instant until) {}

  /**
   * What it waits for; empty if it runs, or is about to.
   *
   * @param pace how long the user's commands take; asked for only if it matters
   */
  Optional<Waiting> waiting(Supplier<Optional<Duration>> pace) {
    if (ahead > 0 && elsewhere == 0 && own.waitsForPerson()) {
      return Optional.of(behind(WaitCause.RECONNECT, pace));
    }
    if (ahead > 0 || elsewhere > 0) {
      return Optional.of(behind(WaitCause.EARLIER_COMMAND, pace));
    }
    if (otherGoesFirst()) {
      return Optional.of(
          behind(bulk ? WaitCause.INTERACTIVE_FIRST : WaitCause.EARLIER_COMMAND, pace));
    }
    return Optional.ofNullable(own.hold()).map(LanePlace::held);
  }

  private boolean otherGoesFirst() {
    if (own.inDoubt()) {
      return false;
    }
    return other.inDoubt() || (bulk && other.pending() > 0 && other.hold() == null);
  }

  private static Waiting held(Hold hold) {
    if (hold.cause() == WaitCause.EARLIER_COMMAND) { // in another partition: nobody can say
      return new Waiting(hold.cause().wireName(), null, null, null);
    }
    return new Waiting(
        hold.cause().wireName(),
        hold.until(),
        1,
        hold.cause() == WaitCause.RECONNECT ? null : hold.until());
  }

  private Waiting behind(WaitCause cause, Supplier<Optional<Duration>> pace) {
    int before = ahead + elsewhere + (otherGoesFirst() ? bulk ? other.pending() : 1 : 0);
    return before >= LaneWaits.COUNTED
        ? new Waiting(cause.wireName(), null, null, null)
        : new Waiting(cause.wireName(), null, before + 1, estimate(before, pace).orElse(null));
  }

  /** When those before it will be done, if nothing but their number and a limit is in the way. */
  private Optional<Instant> estimate(int before, Supplier<Optional<Duration>> pace) {
    return elsewhere > 0
        ? Optional.empty()
        : begin().flatMap(begin -> pace.get().map(each -> begin.plus(each.multipliedBy(before))));
  }

  private Optional<Instant> begin() {
    Hold hold = otherGoesFirst() ? other.hold() : own.hold();
    if (hold == null) {
      return Optional.of(now);
    }
    return switch (hold.cause()) {
      case LIMIT, RATE_LIMITED -> Optional.of(hold.until());
      case EARLIER_COMMAND, INTERACTIVE_FIRST, RETRY, PROVIDER_OUTAGE, RECONNECT, TOKEN, DOUBT ->
          Optional.empty();
    };
  }
}
