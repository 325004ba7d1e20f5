package dev.errand.apiingest.operator;

import dev.errand.apiingest.command.CommandPublisher;
import dev.errand.apiingest.operator.KnownEnds.Known;
import dev.errand.apiingest.operator.RecordViews.Listed;
import dev.errand.runtime.audit.Act;
import dev.errand.runtime.kafka.DeadRecord;
import dev.errand.runtime.kafka.DeadRecord.Place;
import dev.errand.runtime.kafka.DeadRecords;
import dev.errand.runtime.kafka.DeadRecords.Read;
import dev.errand.runtime.kafka.EventCodec;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records of a dead topic back where they came from: the same bytes under the same key.
 *
 * <p>An id that ended {@code rejected} has its result for ever; so such a record comes back under
 * the id of its next replay, the same however often it is asked for, and not at all once a worker
 * has that; but under another one if it was turned away because too many waited. One whose id names
 * another command, that ran or may run, is only a bad copy of it and not replayed. Thread-safe.
 */
final class ReplayRecords {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayRecords.class);

  private final DeadRecords records;
  private final KnownEnds ends;
  private final CommandPublisher publisher;
  private final OperatorAudit audit;

  ReplayRecords(
      DeadRecords records, KnownEnds ends, CommandPublisher publisher, OperatorAudit audit) {
    this.records = records;
    this.ends = ends;
    this.publisher = publisher;
    this.audit = audit;
  }

  Replayed replay(UserId operator, Topics topics, int partition, long offset) {
    Optional<DeadRecord> found = records.at(topics, partition, offset);
    return found.isEmpty() ? new Replayed.NotFound() : replay(operator, topics, found.get());
  }

  /**
   * Replays those asked for, as they come, and stops when Kafka does not answer. Not those that
   * name no user and id: nobody would know them again the next time.
   */
  ManyRecords replay(UserId operator, Topics topics, RecordQuery query) {
    ManyRecords.Builder many = new ManyRecords.Builder(query.most());
    Read read =
        query.read(
            records,
            topics,
            Instant.EPOCH,
            dead -> {
              Listed listed = Listed.of(dead);
              return !query.wants(listed)
                  || (many.hasRoom() && many.add(listed, replayNamed(operator, topics, dead)));
            });
    return many.upTo(read);
  }

  private Replayed replayNamed(UserId operator, Topics topics, DeadRecord dead) {
    return NamedRecord.of(dead.record()).isEmpty()
        ? refused("It names no user and id, so it is only replayed by its place", null)
        : replay(operator, topics, dead);
  }

  private Replayed replay(UserId operator, Topics topics, DeadRecord dead) {
    Place from = dead.from();
    if (dead.cutFrom() != null) {
      return refused(
          "Only a part of it was kept", "It had " + dead.cutFrom() + " bytes, too many to keep");
    }
    if (from == null || !from.topic().equals(topics.commands())) {
      return refused("Nobody knows where it came from", null);
    }
    Optional<NamedRecord> named = NamedRecord.of(dead.record());
    return named.isEmpty()
        ? publish(operator, dead, asItWas(dead, from), null)
        : replay(operator, dead, from, named.get());
  }

  private Replayed replay(UserId operator, DeadRecord dead, Place from, NamedRecord named) {
    Known known = ends.of(named.user(), named.command());
    CloudEvent event = named.event();
    if (known.isFree()) {
      return publish(operator, dead, asItWas(dead, from), named.command());
    }
    if (!known.isRejected()) {
      return refused(
          "There is a command of that id, of which this is a bad copy", "It is " + known.end());
    }
    if (event == null) {
      return refused("Its id was rejected, and it cannot be given another", "It is no CloudEvent");
    }
    Optional<Known> next =
        ends.first(
            named.user(),
            Stream.iterate(named.command().nextReplay(), CommandId::nextReplay),
            each -> !each.isTurnedAway());
    return next.isEmpty()
        ? refused("The names of its replays are taken", "There are very many such commands")
        : replay(operator, dead, from, event, next.get());
  }

  /** A replay that was no valid command either lies here too: that one goes on, and not this. */
  private Replayed replay(
      UserId operator, DeadRecord dead, Place from, CloudEvent event, Known next) {
    CommandId id = next.id();
    if (next.isFree()) {
      return publish(operator, dead, renamed(dead, from, event, id), id);
    }
    return next.isRejected()
        ? refused("Its replay was rejected too", "Replay that one, by the name of " + id)
        : refused("It is replayed already", "The command " + id + " is " + next.end());
  }

  private static Replayed refused(String title, @Nullable String detail) {
    return new Replayed.Refused(Problem.of(ProblemCode.CONFLICT, title).detail(detail));
  }

  /** Where it has a key, that says the partition: the wrong one may have been what was wrong. */
  private static ProducerRecord<byte[], byte[]> asItWas(DeadRecord dead, Place from) {
    byte[] key = dead.record().key();
    return new ProducerRecord<>(
        from.topic(),
        key == null ? from.partition() : null,
        key,
        dead.record().value(),
        dead.headers());
  }

  private static ProducerRecord<byte[], byte[]> renamed(
      DeadRecord dead, Place from, CloudEvent event, CommandId id) {
    ProducerRecord<byte[], byte[]> record =
        EventCodec.encode(from.topic(), CloudEventBuilder.from(event).withId(id.value()).build());
    byte[] key = dead.record().key();
    return new ProducerRecord<>(
        from.topic(), key == null ? from.partition() : null, key, record.value(), record.headers());
  }

  private Replayed publish(
      UserId operator,
      DeadRecord dead,
      ProducerRecord<byte[], byte[]> record,
      @Nullable CommandId id) {
    audit.record(operator, Act.RECORD_REPLAYED, dead, id);
    if (!publisher.publish(record)) {
      return new Replayed.NotPublished();
    }
    LOG.atInfo()
        .addKeyValue("operator", operator)
        .addKeyValue("record", dead.place())
        .addKeyValue("commandId", id)
        .log("A record of the dead topic is replayed because an operator asked for it");
    return new Replayed.Published(id);
  }
}
