package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.Owner;
import dev.errand.sandbox.limit.Limit;
import dev.errand.sandbox.limit.Limits;
import dev.errand.sandbox.limit.Meter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The limits for each app and mailbox, from <a
 * href="https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits">Outlook service
 * limits</a>. Refused calls accrue like all others. Safe for all threads.
 */
final class Throttle {

  /** Below this a body is a question, not an upload. */
  private static final int SMALLEST_UPLOAD = 1024;

  /**
   * Why a call is refused.
   *
   * @param limit as the provider names it, as in {@code MailboxConcurrency}
   * @param pause until there is room
   */
  record Refusal(String limit, Duration pause) {}

  private final Supplier<Limit> concurrency;
  private final Meter requests;
  private final Meter uploads;

  /**
   * Declares {@code graph.concurrency}, {@code graph.requests} and {@code graph.upload}.
   *
   * @param nanos the monotonic time
   */
  Throttle(Limits limits, LongSupplier nanos) {
    concurrency = limits.declare("graph.concurrency", new Limit(4, Duration.ofSeconds(1)));
    requests =
        Meter.sliding(
            limits.declare("graph.requests", new Limit(10_000, Duration.ofMinutes(10))),
            nanos,
            true);
    uploads =
        Meter.sliding(
            limits.declare("graph.upload", new Limit(150L * 1024 * 1024, Duration.ofMinutes(5))),
            nanos,
            true);
  }

  /** Counts a range of an upload session, which counts as nothing else. */
  Optional<Refusal> upload(String app, Owner owner, int bytes) {
    return uploads
        .take(app + "|" + owner.id(), bytes)
        .map(wait -> new Refusal("IncomingBytes", wait));
  }

  /**
   * Counts a call, and refuses it if it is one too many.
   *
   * @param inFlight calls of this app to this mailbox that run now, with this one
   * @param bytes of its body
   */
  Optional<Refusal> enter(Caller caller, int inFlight, int bytes) {
    String key = caller.app() + "|" + caller.owner().id();
    Optional<Duration> tooMany = requests.take(key, 1);
    Optional<Duration> tooMuch =
        bytes < SMALLEST_UPLOAD ? Optional.empty() : uploads.take(key, bytes);
    Limit atOnce = concurrency.get();
    if (atOnce.amount() > 0 && inFlight > atOnce.amount()) {
      return Optional.of(new Refusal("MailboxConcurrency", atOnce.window()));
    }
    return tooMany
        .map(wait -> new Refusal("MailboxRequests", wait))
        .or(() -> tooMuch.map(wait -> new Refusal("IncomingBytes", wait)));
  }
}
