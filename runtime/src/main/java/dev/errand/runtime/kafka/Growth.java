package dev.errand.runtime.kafka;

import dev.errand.pipeline.engine.Elsewhere;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Usage;
import dev.errand.runtime.kafka.Newcomers.Line;
import dev.errand.runtime.postgres.PartitionCounts;
import dev.errand.runtime.postgres.PartitionCounts.Place;
import dev.errand.schemas.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each user's order while the number of partitions of a commands topic grows.
 *
 * <ol>
 *   <li>A command of a user who moved does not run before all that the user's former partition held
 *       when the command had arrived has been taken in, and has ended.
 *   <li>Before its first command runs, what the user sent from the former partition is known: it
 *       counts in the limits.
 *   <li>Nobody else waits, and a day after all is settled nobody is asked any more.
 * </ol>
 *
 * <p>A producer that has a command for the new partition acknowledged before an earlier one for the
 * former is beyond what can be known here; as is a second growth before the first is settled, for
 * users whom it moves back. Thread-safe.
 */
public final class Growth implements Elsewhere, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Growth.class);

  /** Twice the 5 min after which a producer refreshes what it knows, unless told otherwise. */
  static final Duration PRODUCERS_HEAR = Duration.ofMinutes(10);

  private static final Duration LOOK = Duration.ofMillis(500);

  /** Looks; it may read much of a long backlog. */
  private static final int SETTLE_EVERY = 10;

  private final String topic;
  private final TopicFacts broker;
  private final PartitionCounts journal;
  private final KnownHomes homes;
  private final Map<Integer, Newcomers> newcomers = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("errand-growth").factory());
  private int looked;
  private @Nullable LastEnds lastEnds;

  Growth(String topic, TopicFacts broker, PartitionCounts journal, Clock clock, Duration latest) {
    this.topic = topic;
    this.broker = broker;
    this.journal = journal;
    homes = new KnownHomes(topic, broker, journal, clock, latest);
    var _ =
        looks.scheduleWithFixedDelay(
            this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What may lie where. */
  KnownHomes homes() {
    return homes;
  }

  /** A partition is ours, and the journal has what lies before that offset. */
  void taken(Partition partition, long nextOffset) {
    newcomers.put(partition.number(), new Newcomers(nextOffset));
  }

  /** The partition is ours no more. */
  void gone(Partition partition) {
    newcomers.remove(partition.number());
  }

  /** More of it is in the journal now. */
  void takenIn(Partition partition, long nextOffset) {
    Newcomers ours = newcomers.get(partition.number());
    if (ours != null) {
      ours.takenIn(nextOffset);
    }
  }

  @Override
  public boolean hasEarlier(Partition partition, UserId user, long offset) {
    Homes now = homes.now();
    if (!now.grew() || now.others(partition.number(), user.value()).isEmpty()) {
      return false;
    }
    boolean earlier = !now.before(partition.number(), user.value()).isEmpty();
    Newcomers ours = newcomers.get(partition.number());
    return ours == null || ours.holds(user, offset, earlier);
  }

  @Override
  public List<Usage> takeUsage(Partition partition, UserId user) {
    Newcomers ours = newcomers.get(partition.number());
    return ours == null ? List.of() : ours.takeSent(user);
  }

  @Override
  public boolean countedHere(Partition partition, UserId user) {
    Homes now = homes.now();
    return now.grew()
        && now.others(partition.number(), user.value()).stream().anyMatch(newcomers::containsKey);
  }

  private void look() {
    Homes now = homes.now();
    if (!now.grew()) {
      return;
    }
    try {
      newcomers.forEach((partition, each) -> look(now, partition, each));
      if (!now.earlier().isEmpty() && homes.allHeard() && ++looked % SETTLE_EVERY == 0) {
        settle(now);
      }
    } catch (RuntimeException failed) {
      log.atWarn()
          .addKeyValue("topic", topic)
          .addKeyValue("reason", failed.getMessage())
          .log("Users who moved wait; whether they must is asked again in a moment");
    }
  }

  private void look(Homes now, int partition, Newcomers ours) {
    learnOnly(now, partition, ours);
    Line line = ours.line;
    if (line == null) {
      Set<UserId> waiting = ours.waiting();
      if (waiting.isEmpty()) {
        return;
      }
      long before = ours.takenIn(); // first: what is there now came before the ends asked for next
      line = new Line(waiting, before, broker.ends(former(now, partition, waiting)));
      ours.line = line;
    }
    if (isReadTo(line.ends())) {
      ours.line = null;
      clear(now, partition, ours, line);
    }
  }

  /** Those for whom nothing goes first here; but from elsewhere they may have sent something. */
  private void learnOnly(Homes now, int partition, Newcomers ours) {
    Set<UserId> users = new HashSet<>(ours.waiting());
    users.removeIf(user -> !now.before(partition, user.value()).isEmpty());
    learn(now, partition, ours, users);
    users.forEach(ours::letGo);
  }

  private static Set<Integer> former(Homes now, int partition, Set<UserId> users) {
    return users.stream()
        .flatMap(user -> now.before(partition, user.value()).stream())
        .collect(Collectors.toSet());
  }

  private boolean isReadTo(Map<Integer, Long> ends) {
    Map<Integer, Long> read = journal.readTo(topic);
    return ends.entrySet().stream()
        .allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private void clear(Homes now, int partition, Newcomers ours, Line line) {
    Set<Place> places = new HashSet<>();
    for (UserId user : line.users()) {
      now.before(partition, user.value()).forEach(former -> places.add(new Place(user, former)));
    }
    Set<UserId> ready = new HashSet<>(line.users());
    journal.pendingAt(topic, places).forEach(place -> ready.remove(place.user()));
    learn(now, partition, ours, ready);
    ready.forEach(user -> ours.clear(user, line.before()));
  }

  /** What they sent from partitions of ours is counted already. */
  private void learn(Homes now, int partition, Newcomers ours, Set<UserId> users) {
    List<UserId> unknown = users.stream().filter(user -> !ours.knows(user)).toList();
    Set<Place> places = new HashSet<>();
    for (UserId user : unknown) {
      now.others(partition, user.value()).stream()
          .filter(other -> !newcomers.containsKey(other))
          .forEach(other -> places.add(new Place(user, other)));
    }
    Map<UserId, List<Usage>> sent =
        (places.isEmpty() ? List.<Usage>of() : journal.usage(topic, places))
            .stream().collect(Collectors.groupingBy(Usage::user));
    unknown.forEach(user -> ours.learn(user, sent.getOrDefault(user, List.of())));
  }

  /** Where the partitions ended once all producers had heard of the change. */
  private record LastEnds(Homes homes, Map<Integer, Long> ends) {}

  /** Once nothing is sent to, left in, or still to be read from where it does not belong. */
  private void settle(Homes now) {
    LastEnds last = lastEnds;
    if (last == null || !last.homes().equals(now)) {
      Set<Integer> old = IntStream.range(0, now.old()).boxed().collect(Collectors.toSet());
      last = new LastEnds(now, broker.ends(old));
      lastEnds = last;
    }
    if (isReadTo(last.ends()) && allAtHome(now)) {
      homes.settle(now);
      newcomers.values().forEach(Newcomers::settled);
    }
  }

  private boolean allAtHome(Homes now) {
    return journal.pendingBelow(topic, now.old()).stream()
        .allMatch(place -> now.isHome(place.partition(), place.user().value()));
  }

  @Override
  public void close() {
    looks.shutdownNow();
    broker.close();
  }
}
