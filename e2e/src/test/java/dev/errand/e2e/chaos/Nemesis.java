package dev.errand.e2e.chaos;

import static org.awaitility.Awaitility.await;

import dev.errand.local.drive.SandboxDriver;
import dev.errand.local.stack.AppProcess;
import dev.errand.local.stack.StackProblem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Breaks something every few seconds, and mends it. Which and for how long follows from the seed;
 * when exactly, only roughly. Several things may be broken at once, each only once.
 */
final class Nemesis {

  private static final Duration LEAST_PAUSE = Duration.ofSeconds(2);
  private static final int PAUSE_MORE_MILLIS = 6_000;
  private static final Duration RECOVERY = Duration.ofMinutes(3);

  private final ChaosStack stack;
  private final Random random;
  private final FaultLog log;
  private final Map<String, Future<?>> broken = new HashMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Starts starts = new Starts();

  Nemesis(ChaosStack stack, long seed, FaultLog log) {
    this.stack = stack;
    this.random = new Random(seed);
    this.log = log;
  }

  /** Breaks things for that long; when it returns all is mended, and everybody is healthy. */
  void rage(Duration time) {
    SandboxDriver sandbox = stack.sandbox();
    long end = System.nanoTime() + time.toNanos();
    ProviderFaults.begin(sandbox, random);
    log.add("one provider call in five goes wrong from now on");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      stack.workers().forEach(worker -> starts.served(worker.name()));
      while (System.nanoTime() < end) {
        look();
        startWhoEnded();
        strike(threads);
        sleep(LEAST_PAUSE.plusMillis(random.nextInt(PAUSE_MORE_MILLIS)));
      }
      awaitMended();
    }
    ProviderFaults.end(sandbox);
    log.add("provider calls go right again");
    awaitWorkers();
    log.add("all is mended: " + counts);
  }

  private void strike(ExecutorService threads) {
    Fault fault = Fault.any(random, stack);
    if (!isBroken(fault.target())) {
      log.add(fault.toString());
      counts.merge(fault.kind(), 1, Integer::sum);
      starts.broken(fault.target(), System.nanoTime());
      if (fault instanceof Fault.Killed) {
        starts.started(fault.target(), System.nanoTime());
      }
      broken.put(fault.target(), threads.submit(() -> mended(fault)));
    }
  }

  private void mended(Fault fault) {
    fault.strike(stack);
    log.add("mended: " + fault);
  }

  private boolean isBroken(String target) {
    Future<?> before = broken.get(target);
    if (before != null && before.isDone()) {
      check(before);
    }
    return before != null && !before.isDone();
  }

  /** What is broken now, and who has come up. */
  private void look() {
    broken.keySet().stream()
        .filter(this::isBroken)
        .forEach(target -> starts.broken(target, System.nanoTime()));
    stack.workers().stream()
        .filter(worker -> !isBroken(worker.name()) && worker.healthy())
        .forEach(worker -> starts.served(worker.name()));
  }

  /** A worker that finds no database when it starts ends, and whoever runs it starts it again. */
  private void startWhoEnded() {
    for (AppProcess worker : stack.workers()) {
      if (!isBroken(worker.name()) && worker.process().running().isEmpty()) {
        if (!starts.mayHaveEnded(worker.name())) {
          throw new StackProblem(
              worker.name() + " ended by itself:\n" + worker.process().lastWords());
        }
        log.add(worker.name() + " found no database and is started again");
        starts.started(worker.name(), System.nanoTime());
        worker.launch();
      }
    }
  }

  /** One that is being started when all is mended may still find no database once. */
  private void awaitWorkers() {
    await("all workers are up")
        .atMost(RECOVERY)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              startWhoEnded();
              return stack.workers().stream().allMatch(AppProcess::healthy);
            });
  }

  private void awaitMended() {
    List.copyOf(broken.values()).forEach(Nemesis::check);
  }

  private static void check(Future<?> mended) {
    try {
      var _ = mended.get();
    } catch (ExecutionException e) {
      throw new StackProblem("What was broken cannot be mended: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
