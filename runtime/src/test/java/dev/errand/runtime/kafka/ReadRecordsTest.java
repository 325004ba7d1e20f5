package dev.errand.runtime.kafka;

import static dev.errand.schemas.OwnTimes.LONGEST_POSTPONED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Partition;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Commands;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import dev.errand.schemas.note.NoteOperations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** What a record says of its own times is judged by when it was sent. */
class ReadRecordsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration UNDO = Duration.ofMinutes(10);

  private final String topic = Topics.NOTE.commands();
  private final ReadRecords records =
      new ReadRecords(
          new Commands(new OperationCatalog(), Topics.NOTE),
          new KnownHomes(
              topic, new OnePartition(), new NeverGrew(), Clock.systemUTC(), Growth.PRODUCERS_HEAR),
          new DeadTopic(new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of())), "dead"),
          ConsumerObserver.NONE,
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aDeadlineBeforeTheEndOfTheUndoIsRefusedToOneThatIsNew() {
    Command command = command("urn:agent:1", NOW.plus(UNDO).minusSeconds(1));
    assertThat(refusal(command, NOW)).contains(ProblemCode.INVALID_COMMAND);
    assertThat(refusal(command, NOW.minusSeconds(1))).as("in time when it was sent").isEmpty();
  }

  @Test
  void aTimeOfSendingThatIsNoneOrToComeIsNotBelieved() {
    Command late = command("urn:agent:1", NOW.plus(UNDO).minusSeconds(1));
    Command inTime = command("urn:agent:1", NOW.plus(UNDO));
    assertThat(refusal(late, Instant.ofEpochMilli(-1))).contains(ProblemCode.INVALID_COMMAND);
    assertThat(refusal(inTime, NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void theDeadlineOfWhatTheApiTookIsNotAskedAboutAgain() {
    Command command = command(Command.FROM_API, NOW.plus(UNDO).minusSeconds(1));
    assertThat(refusal(command, NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:agent:1", Command.FROM_API})
  void nobodyPostponesForMoreThanThirtyDaysAlsoNotInTheNameOfTheApi(String source) {
    Command later = command(source, null).later(NOW.plus(LONGEST_POSTPONED).plusSeconds(61), null);
    assertThat(refusal(later, NOW)).contains(ProblemCode.INVALID_COMMAND);
    assertThat(refusal(later, NOW.plusSeconds(3600))).as("a time of sending to come").isPresent();
    assertThat(refusal(command(source, null).later(NOW.plus(LONGEST_POSTPONED), null), NOW))
        .isEmpty();
  }

  @Test
  void whatTheApiTookIsNotRefusedByAClockThatIsBehind() {
    Instant there = NOW.plusSeconds(60);
    Command command = command(Command.FROM_API, null).later(there.plus(LONGEST_POSTPONED), null);
    assertThat(refusal(command, there)).isEmpty();
  }

  private Optional<ProblemCode> refusal(Command command, Instant sent) {
    Arrival arrival =
        records.read(new Partition(topic, 0), List.of(record(command, sent))).arrivals().getFirst();
    return Optional.ofNullable(((Arrival.Accepted) arrival).unlessKnown()).map(Problem::code);
  }

  private ConsumerRecord<byte[], byte[]> record(Command command, Instant sent) {
    ProducerRecord<byte[], byte[]> written = EventCodec.encode(topic, Commands.write(command));
    return new ConsumerRecord<>(
        topic,
        0,
        7,
        sent.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        written.key(),
        written.value(),
        written.headers(),
        Optional.empty());
  }

  private static Command command(String source, @Nullable Instant deadline) {
    return new Command(
            new UserId("alice"),
            new CommandId("c-1"),
            NoteOperations.NOTE_LIST,
            source,
            Priority.INTERACTIVE,
            deadline,
            null,
            null,
            null,
            WireJson.mapper().readTree("{}"))
        .later(null, UNDO);
  }
}
