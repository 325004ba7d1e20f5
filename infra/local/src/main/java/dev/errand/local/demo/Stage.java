package dev.errand.local.demo;

import dev.errand.local.drive.CommandBus;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Result;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Publishes commands and prints them and their results as they come. Thread-safe. */
final class Stage {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final PrintStream out;
  private final Map<CommandId, Running> running = new LinkedHashMap<>();

  Stage(PrintStream out) {
    this.out = out;
  }

  private record Running(Planned planned, long start, CompletableFuture<Ended> end) {}

  /** Publishes all of an act, then waits, bounded, for their results. */
  void play(CommandBus bus, List<Planned> act) {
    act.forEach(planned -> publish(bus, planned));
    bus.flush();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    act.forEach(planned -> await(planned.command().id(), deadline));
  }

  private synchronized void publish(CommandBus bus, Planned planned) {
    out.printf(
        "  -> %-16s %-14s %s%n",
        planned.command().operation(), planned.command().user(), planned.says());
    running.put(
        planned.command().id(), new Running(planned, System.nanoTime(), new CompletableFuture<>()));
    bus.publish(planned.command());
  }

  /** A result came; of those that came before, and of strangers', nothing happens. */
  synchronized void arrived(Result result) {
    Running waiting = running.get(result.command().id());
    if (waiting == null || waiting.end().isDone()) {
      return;
    }
    Duration latency = Duration.ofNanos(System.nanoTime() - waiting.start());
    Ended ended = new Ended(waiting.planned(), result, latency);
    out.printf(
        "%s %-16s %-14s %5d ms  %s%n",
        ended.wrong().isEmpty() ? "  ok" : "  !!",
        waiting.planned().command().operation(),
        result.user(),
        latency.toMillis(),
        Ended.end(result));
    waiting.end().complete(ended);
  }

  /** What a command gave; nothing if it gave nothing. */
  synchronized JsonNode output(CommandId id) {
    Running done = running.get(id);
    Ended ended = done == null ? null : done.end().getNow(null);
    return ended == null || ended.result() == null
        ? MissingNode.getInstance()
        : Planned.output(ended.result());
  }

  /** Everything that was published, in that order. */
  synchronized List<Ended> ended() {
    List<Ended> all = new ArrayList<>();
    running
        .values()
        .forEach(
            each -> all.add(each.end().getNow(new Ended(each.planned(), null, Duration.ZERO))));
    return all;
  }

  private void await(CommandId id, long deadline) {
    CompletableFuture<Ended> end;
    synchronized (this) {
      Running waiting = running.get(id);
      if (waiting == null) {
        throw new IllegalArgumentException("Not published: " + id);
      }
      end = waiting.end();
    }
    try {
      end.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      out.println("  .. no result for " + id + " within " + PATIENCE.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
