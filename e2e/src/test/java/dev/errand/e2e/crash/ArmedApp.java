package dev.errand.e2e.crash;

import static org.awaitility.Awaitility.await;

import dev.errand.e2e.TestStack;
import dev.errand.e2e.crash.Owners.Owned;
import dev.errand.local.stack.AppProcess;
import dev.errand.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One more instance of an app, which can be crashed at a point. A worker takes its half of the
 * partitions from the usual one. Not thread-safe.
 */
final class ArmedApp implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int PARTITIONS = 12;

  private final TestStack stack;
  private final AppProcess process;
  private final Trap trap;
  private final Owners owners;
  private final Writes writes;
  private final @Nullable Topics topics;
  private Set<UUID> others = Set.of();
  private Map<Integer, Long> epochs = Map.of();

  ArmedApp(TestStack stack, String app) {
    this.stack = stack;
    Path data = stack.stack().settings().data();
    trap = new Trap(data.resolve("armed").resolve(app));
    owners = new Owners(stack.stack().database());
    writes = new Writes(stack.stack().database());
    topics =
        switch (app) {
          case Cells.NOTE -> Topics.NOTE;
          case Cells.MAIL -> Topics.MAIL;
          default -> null;
        };
    process =
        stack
            .stack()
            .beside(
                app,
                app + "-armed",
                List.of(
                    ArmedJar.option(data.resolve("armed")),
                    // An archive of classes that are not quite these crashes the JVM.
                    "-XX:-AutoCreateSharedArchive",
                    "-Xshare:off",
                    "-Derrand.crash.directory=" + trap.directory(),
                    "-Dspring.datasource.hikari.data-source-properties.ApplicationName="
                        + Writes.NAME,
                    // The least that a broker allows.
                    "-Dspring.kafka.consumer.properties.session.timeout.ms=6000",
                    "-Dspring.kafka.consumer.properties.heartbeat.interval.ms=1000"));
  }

  /** What it works on; absent for the API. */
  Optional<Topics> topics() {
    return Optional.ofNullable(topics);
  }

  Trap trap() {
    return trap;
  }

  Writes writes() {
    return writes;
  }

  Owners owners() {
    return owners;
  }

  String url() {
    return process.url();
  }

  boolean runs() {
    return process.process().running().isPresent();
  }

  /** Starts it without waiting, if it does not run. */
  void launch() {
    if (!runs()) {
      others = topics == null ? Set.of() : owners.of(topics.commands()).keySet();
      process.launch();
    }
  }

  /** Starts it if it does not run, and waits until it has its share. */
  void awaitShare() {
    launch();
    if (topics == null) {
      process.awaitHealthy();
    } else {
      await("a share of the partitions")
          .atMost(PATIENCE)
          .until(
              () -> {
                launch(); // the one before may only now have ended
                return hasHalf(topics);
              });
      epochs = Map.of();
    }
  }

  private boolean hasHalf(Topics topics) {
    Map<UUID, Integer> shares = owners.of(topics.commands());
    return shares.size() == 2
        && shares.values().stream().allMatch(share -> share == PARTITIONS / 2)
        && !own(topics).isEmpty()
        && own(topics).stream().allMatch(this::isClaimedSinceTakenOver);
  }

  private boolean isClaimedSinceTakenOver(Owned each) {
    return each.epoch() > epochs.getOrDefault(each.partition(), -1L);
  }

  private List<Owned> own(Topics topics) {
    return owners.owned(topics.commands()).stream()
        .filter(each -> !others.contains(each.owner()))
        .toList();
  }

  /** The partitions that it has now. */
  Set<Integer> partitions() {
    return topics == null
        ? Set.of()
        : own(topics).stream().map(Owned::partition).collect(Collectors.toSet());
  }

  /**
   * Waits until everything it has is another's, or somebody waits for what it holds. The next share
   * that is waited for is one that was claimed after that.
   */
  void awaitTakenOver() {
    if (topics != null) {
      Group group = new Group(stack.stack().bootstrapServers(), topics.commands() + ".workers");
      await("another owner")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> group.isOfOne() && (isOne(topics) || owners.somebodyWaits()));
      epochs =
          owners.owned(topics.commands()).stream()
              .collect(Collectors.toMap(Owned::partition, Owned::epoch));
    }
  }

  private boolean isOne(Topics topics) {
    Map<UUID, Integer> shares = owners.of(topics.commands());
    return shares.size() == 1 && shares.containsValue(PARTITIONS);
  }

  void awaitDead() {
    await("its death").atMost(PATIENCE).until(() -> !runs());
  }

  /** Asks it to end, without waiting. */
  void terminate() {
    process.process().signal("TERM");
  }

  void pause() {
    process.process().signal("STOP");
  }

  void goOn() {
    process.process().signal("CONT");
  }

  void stop() {
    goOn();
    process.stop();
  }

  @Override
  public void close() {
    trap.clear();
    process.process().kill();
  }
}
