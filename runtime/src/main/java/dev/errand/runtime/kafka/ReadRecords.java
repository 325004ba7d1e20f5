package dev.errand.runtime.kafka;

import dev.errand.pipeline.engine.Engine;
import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Partition;
import dev.errand.schemas.Command;
import dev.errand.schemas.Commands;
import dev.errand.schemas.OwnTimes;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Reading;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes of records what the engine takes in, and buries those that are no valid commands. A record
 * is buried once, however often its batch is tried again here. For the consumer's thread only.
 */
final class ReadRecords {

  private static final Problem MISPLACED =
      Problem.of(ProblemCode.INVALID_COMMAND, "The command is not valid")
          .detail(
              "It lies in a partition in which its key does not belong: its producer does not use"
                  + " Kafka's default partitioner (murmur2 of the key)")
          .action("Let the producer choose the partition by the key, and send it under a new id");

  /** More than the clocks of two of our machines. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final Commands commands;
  private final KnownHomes homes;
  private final DeadTopic deadTopic;
  private final ConsumerObserver observer;
  private final Clock clock;
  private final Map<Partition, Long> buriedBefore = new HashMap<>();

  ReadRecords(
      Commands commands,
      KnownHomes homes,
      DeadTopic deadTopic,
      ConsumerObserver observer,
      Clock clock) {
    this.commands = commands;
    this.homes = homes;
    this.deadTopic = deadTopic;
    this.observer = observer;
    this.clock = clock;
  }

  /** Reads what a poll brought from one partition: at least one record. */
  Engine.Batch read(Partition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    List<Arrival> arrivals = new ArrayList<>(records.size());
    List<DeadTopic.Dead> dead = new ArrayList<>();
    makeSure(records);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      switch (read(record)) {
        case Reading.Accepted(var command) ->
            arrivals.add(
                new Arrival.Accepted(record.offset(), command, unlessKnown(record, command)));
        case Reading.Rejected rejected -> {
          dead.add(
              new DeadTopic.Dead(
                  record, rejected.problem().code().wireName(), reason(rejected.problem())));
          arrivals.add(new Arrival.Refused(record.offset(), refusal(rejected)));
        }
        case Reading.Unreadable(String reason) ->
            dead.add(new DeadTopic.Dead(record, "unreadable", reason));
      }
    }
    long next = records.getLast().offset() + 1;
    bury(partition, dead, next);
    return new Engine.Batch(partition, next, arrivals);
  }

  /**
   * A record that seems to lie where it does not belong may be the first sign that a topic grew.
   */
  private void makeSure(List<ConsumerRecord<byte[], byte[]>> records) {
    if (!records.stream().allMatch(homes::accepts)) {
      homes.refresh();
    }
  }

  /** A command elsewhere than where its user belongs could overtake others, or be overtaken. */
  private Reading read(ConsumerRecord<byte[], byte[]> record) {
    Reading reading = EventCodec.read(commands, record);
    if (reading instanceof Reading.Accepted(Command command) && !homes.accepts(record)) {
      observer.misplaced();
      return new Reading.Rejected(command.user(), Result.Answered.of(command), MISPLACED);
    }
    return reading;
  }

  /**
   * By the time at which it was sent, so that one that is read late is not told that it was wrong:
   * it has expired. What the API took fitted then, and its undo begins only now: its deadline is
   * not asked about again. But anyone who may write to the topic can say that they are the API, so
   * how long a command may be postponed is asked of all.
   */
  private @Nullable Problem unlessKnown(ConsumerRecord<byte[], byte[]> record, Command command) {
    Instant now = clock.instant();
    Instant written = Instant.ofEpochMilli(record.timestamp());
    boolean isTime = record.timestamp() >= 0 && written.isBefore(now);
    Instant at = isTime ? written : now;
    Optional<Problem> refusal =
        command.source().equals(Command.FROM_API)
            ? OwnTimes.tooFarAhead(command, at.plus(CLOCKS_DIFFER))
            : OwnTimes.refusal(command, at);
    return refusal.orElse(null);
  }

  private void bury(Partition partition, List<DeadTopic.Dead> dead, long next) {
    long from = buriedBefore.getOrDefault(partition, 0L);
    List<DeadTopic.Dead> fresh =
        dead.stream().filter(each -> each.record().offset() >= from).toList();
    deadTopic.bury(fresh);
    fresh.forEach(each -> observer.buried(each.code()));
    buriedBefore.merge(partition, next, Math::max);
  }

  private static String reason(Problem problem) {
    return problem.detail() == null ? problem.title() : problem.detail();
  }

  private Result refusal(Reading.Rejected rejected) {
    Instant now = clock.instant();
    return new Result(
        rejected.user(),
        rejected.answered(),
        Status.REJECTED,
        null,
        rejected.problem(),
        0,
        new Timing(now, null, now, Map.of()));
  }
}
