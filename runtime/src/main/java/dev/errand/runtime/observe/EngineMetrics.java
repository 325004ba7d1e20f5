package dev.errand.runtime.observe;

import dev.errand.pipeline.engine.Engine;
import dev.errand.pipeline.engine.EngineObserver;
import dev.errand.pipeline.journal.DeadLetter;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import dev.errand.schemas.WaitCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The engine's metrics, a public API. Labels come from closed sets: operations, statuses, problem
 * codes, call names, causes. Thread-safe.
 */
public final class EngineMetrics implements EngineObserver {

  private final MeterRegistry registry;
  private final DistributionSummary flushEntries;
  private final Timer flushTime;
  private final Counter unavailable;
  private final Counter fenced;
  private final Counter published;

  public EngineMetrics(MeterRegistry registry) {
    this.registry = registry;
    flushEntries =
        DistributionSummary.builder("errand.flush.entries")
            .description("Entries of the journal in one transaction")
            .register(registry);
    flushTime =
        Timer.builder("errand.flush.time")
            .description("Time of one such transaction")
            .register(registry);
    unavailable = counter("errand.journal.unavailable", "Times that the journal did not answer");
    fenced =
        counter("errand.writes.fenced", "Writes refused because their partition has another owner");
    published = counter("errand.results.published", "Results that reached the results topic");
    var _ = takeovers(true);
    var _ = takeovers(false);
    Stream.of(Status.values()).filter(DeadLetter::left).forEach(this::letters);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private Counter letters(Status status) {
    return Counter.builder("errand.letters.dead")
        .description("Commands that ended badly and left a dead letter")
        .tag("status", status.wireName())
        .register(registry);
  }

  private Counter takeovers(boolean clean) {
    return Counter.builder("errand.takeovers")
        .description("Partitions taken over; clean, if the owner before had let go in order")
        .tag("clean", Boolean.toString(clean))
        .register(registry);
  }

  /** Watches the state of an engine. */
  public void watch(Engine engine, Clock clock) {
    gauge("errand.lanes", "Lanes that have something to do", () -> engine.lanes());
    gauge("errand.lanes.running", "Lanes that run a command now", () -> engine.running());
    gauge(
        "errand.lanes.in.line",
        "Of those that run, lanes that stand in line because too many run",
        () -> engine.inLine());
    gauge("errand.lanes.parked", "Lanes that wait for a time", () -> engine.parked());
    gauge(
        "errand.lanes.stuck",
        "Lanes that neither go on nor say what they wait for; there should be none",
        () -> engine.stuck());
    gauge(
        "errand.results.unpublished",
        "Results stored and not yet known to be on the results topic",
        () -> engine.unpublished());
    gauge(
        "errand.flush.waiting",
        "Entries that wait to be written to the journal",
        () -> engine.unwritten());
    gauge(
        "errand.pending", "Commands that were taken in and have not ended", () -> engine.pending());
    gauge(
        "errand.users.crowded",
        "Users with very many commands waiting: more than the soft mark",
        () -> engine.crowdedUsers());
    gauge(
        "errand.partitions.full",
        "Partitions nothing more is read from because far too much waits in them",
        () -> engine.fullPartitions());
    gauge("errand.gates.shut", "Pauses that hold for many users", () -> engine.gatesShut());
    gauge("errand.gates.lanes", "Lanes that wait for such a pause", () -> engine.atGates());
    gauge(
        "errand.head.age",
        "Seconds since the oldest command at the front of a lane was accepted",
        () ->
            engine
                .oldestHead()
                .map(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0));
  }

  private void gauge(String name, String description, java.util.function.Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  @Override
  public void ended(OperationName operation, Result result) {
    String code = result.problem() == null ? "none" : result.problem().code().wireName();
    Timer.builder("errand.commands")
        .description(
            "Commands that ended, from accepted to ended, without what they were postponed")
        .tag("operation", operation.value())
        .tag("status", result.status().wireName())
        .tag("code", code)
        .register(registry)
        .record(took(result.timing()));
    if (DeadLetter.left(result)) {
      letters(result.status()).increment();
    }
  }

  private static Duration took(Timing timing) {
    return Duration.between(timing.acceptedAt(), timing.finishedAt()).minus(timing.postponed());
  }

  @Override
  public void called(OperationName operation, String call, String outcome, Duration took) {
    Timer.builder("errand.calls")
        .description("Calls to the provider")
        .tag("operation", operation.value())
        .tag("call", call)
        .tag("outcome", outcome)
        .register(registry)
        .record(took);
  }

  @Override
  public void waits(OperationName operation, WaitCause cause, Duration delay) {
    Timer.builder("errand.waits")
        .description("Waits of commands, by what for")
        .tag("cause", cause.wireName())
        .register(registry)
        .record(delay);
  }

  @Override
  public void looked(OperationName operation, String finding) {
    registry
        .counter("errand.probes", "operation", operation.value(), "finding", finding)
        .increment();
  }

  @Override
  public void flushed(int entries, Duration took) {
    flushEntries.record(entries);
    flushTime.record(took);
  }

  @Override
  public void published(int results) {
    published.increment(results);
  }

  @Override
  public void journalUnavailable() {
    unavailable.increment();
  }

  @Override
  public void tookOver(boolean clean) {
    takeovers(clean).increment();
  }

  @Override
  public void fenced() {
    fenced.increment();
  }
}
