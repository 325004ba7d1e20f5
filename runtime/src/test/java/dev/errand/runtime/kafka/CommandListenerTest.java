package dev.errand.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.pipeline.TokenSource;
import dev.errand.pipeline.engine.Engine;
import dev.errand.pipeline.engine.EngineObserver;
import dev.errand.pipeline.engine.EngineSettings;
import dev.errand.pipeline.engine.Outside;
import dev.errand.pipeline.engine.Time;
import dev.errand.pipeline.engine.Work;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.InMemoryJournal;
import dev.errand.pipeline.journal.Ingested;
import dev.errand.pipeline.journal.Partition;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Commands;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import dev.errand.schemas.note.NoteOperations;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.support.SendResult;

/** What Kafka gives us and what the journal gives us come together again. */
class CommandListenerTest {

  private static final TopicPartition TOPIC = new TopicPartition(Topics.NOTE.commands(), 0);
  private static final Partition PARTITION = new Partition(TOPIC.topic(), 0);

  private final AtomicInteger buried = new AtomicInteger();
  private final InMemoryJournal journal = new InMemoryJournal(Clock.systemUTC());
  private final Engine engine =
      new Engine(
          new Outside(journal, result -> CompletableFuture.completedFuture(null), new Nobody()),
          new Work(new NoLimits(), Map.of()),
          EngineSettings.defaults(),
          EngineObserver.NONE,
          Time.real());
  private final Growth growth =
      new Growth(
          TOPIC.topic(),
          new OnePartition(),
          new NeverGrew(),
          Clock.systemUTC(),
          Growth.PRODUCERS_HEAR);
  private final CommandListener listener =
      new CommandListener(
          engine,
          new ReadRecords(
              new Commands(new OperationCatalog(), Topics.NOTE),
              growth.homes(),
              new DeadTopic(new Buried(buried), "dead"),
              ConsumerObserver.NONE,
              Clock.systemUTC()),
          growth,
          new ConsumerState(System::nanoTime));

  private static final class Buried extends KafkaTemplate<byte[], byte[]> {

    private final AtomicInteger records;

    Buried(AtomicInteger records) {
      super(new DefaultKafkaProducerFactory<>(Map.of()));
      this.records = records;
    }

    @Override
    public CompletableFuture<SendResult<byte[], byte[]>> send(
        ProducerRecord<byte[], byte[]> record) {
      records.incrementAndGet();
      RecordMetadata place = new RecordMetadata(new TopicPartition("dead", 0), 0, 0, 0, 0, 0);
      return CompletableFuture.completedFuture(new SendResult<>(record, place));
    }
  }

  private final Assigned consumer = new Assigned();

  /** Knows of its assignment what it was told last, whether or not Kafka counts it in. */
  private static final class Assigned extends MockConsumer<byte[], byte[]> {

    private boolean counted = true;

    Assigned() {
      super("earliest");
    }

    @Override
    public synchronized void commitSync(
        Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      if (!counted) {
        throw new CommitFailedException();
      }
      super.commitSync(offsets, timeout);
    }
  }

  private final AtomicInteger acknowledged = new AtomicInteger();

  @AfterEach
  void close() {
    engine.close();
    growth.close();
  }

  private void assign() {
    consumer.updateBeginningOffsets(Map.of(TOPIC, 0L));
    consumer.assign(List.of(TOPIC));
    listener.onPartitionsAssigned(consumer, List.of(TOPIC));
  }

  /** As the container does after a poll that brought these offsets. */
  private void poll(int... offsets) {
    if (consumer.assignment().contains(TOPIC)) {
      consumer.seek(TOPIC, offsets[offsets.length - 1] + 1);
    }
    again(offsets);
  }

  /** As the container does with a batch that failed. */
  private void again(int... offsets) {
    listener.onMessage(
        IntStream.of(offsets).mapToObj(CommandListenerTest::record).toList(),
        acknowledged::incrementAndGet,
        consumer);
  }

  private static ConsumerRecord<byte[], byte[]> record(int offset) {
    ProducerRecord<byte[], byte[]> written =
        EventCodec.encode(
            TOPIC.topic(),
            Commands.write(
                new Command(
                    new UserId("alice"),
                    new CommandId("c-" + offset),
                    NoteOperations.NOTE_GET,
                    "urn:test",
                    Priority.BULK,
                    null,
                    null,
                    null,
                    null,
                    WireJson.mapper()
                        .readTree("{\"page\":\"0f5a1c8e-2b3d-4e5f-8a9b-0c1d2e3f4a5b\"}"))));
    return new ConsumerRecord<>(
        TOPIC.topic(),
        0,
        offset,
        0,
        TimestampType.CREATE_TIME,
        written.key().length,
        written.value().length,
        written.key(),
        written.value(),
        written.headers(),
        java.util.Optional.empty());
  }

  private long taken() {
    var loaded =
        journal.load(journal.claim(PARTITION, UUID.randomUUID()).fence(), Duration.ofMinutes(1));
    return loaded.pending() + loaded.results();
  }

  @Test
  void readingGoesOnWhereTheJournalSays() {
    assign();
    poll(0, 1);
    engine.lost(List.of(PARTITION));
    assign();
    assertThat(consumer.position(TOPIC)).isEqualTo(2);
  }

  @Test
  void aPartitionThatSomebodyElseClaimedAlthoughItIsOursIsTakenBack() {
    assign();
    poll(0);
    journal.claim(PARTITION, UUID.randomUUID());
    poll(1);
    assertThat(engine.owns(PARTITION)).isFalse();
    poll(2);
    assertThat(engine.owns(PARTITION)).isTrue();
    assertThat(consumer.position(TOPIC)).isEqualTo(1);
    poll(1, 2);
    assertThat(taken()).isEqualTo(3);
  }

  /** Its first polls bring what was fetched before it fell asleep. */
  @Test
  void whoSleptThroughItsSessionLeavesThePartitionToItsNewOwner() {
    assign();
    poll(0);
    Fence owner = journal.claim(PARTITION, UUID.randomUUID()).fence();
    consumer.counted = false;
    poll(1);
    poll(2);
    listener.idle(consumer);
    assertThat(journal.ingest(List.of(new Arrivals(owner, 1, List.of()))))
        .first()
        .isInstanceOf(Ingested.Taken.class);
    assertThat(engine.owns(PARTITION)).isFalse();
    assertThat(acknowledged).hasValue(3);
  }

  /** The assignment it knows of may be long over. */
  @Test
  void whoCouldNotTakeAPartitionOverAtOnceAsksWhetherItIsStillItsOwn() {
    consumer.updateBeginningOffsets(Map.of(TOPIC, 0L));
    consumer.assign(List.of(TOPIC));
    Fence owner = journal.claim(PARTITION, UUID.randomUUID()).fence();
    consumer.counted = false;
    listener.idle(consumer);
    assertThat(journal.ingest(List.of(new Arrivals(owner, 1, List.of()))))
        .first()
        .isInstanceOf(Ingested.Taken.class);
    consumer.counted = true;
    listener.idle(consumer);
    assertThat(engine.owns(PARTITION)).isTrue();
  }

  @Test
  void aPartitionIsTakenBackAlsoWhenNothingArrives() {
    assign();
    poll(0);
    journal.claim(PARTITION, UUID.randomUUID());
    engine.lost(List.of(PARTITION));
    listener.idle(consumer);
    assertThat(engine.owns(PARTITION)).isTrue();
    assertThat(consumer.position(TOPIC)).isEqualTo(1);
  }

  @Test
  void aRecordIsBuriedOnceHoweverOftenItsBatchIsTriedAgain() {
    assign();
    ConsumerRecord<byte[], byte[]> garbage =
        new ConsumerRecord<>(TOPIC.topic(), 0, 0, new byte[] {1}, new byte[] {2});
    for (int attempt = 0; attempt < 3; attempt++) {
      consumer.seek(TOPIC, 1);
      listener.onMessage(List.of(garbage), acknowledged::incrementAndGet, consumer);
    }
    assertThat(buried).hasValue(1);
  }

  @Test
  void aPartitionWhoseNextRecordsAreGoneIsNotReadAndSaysSoOnce() {
    assign();
    ConsumerState state = new ConsumerState(System::nanoTime);
    AtomicInteger told = new AtomicInteger();
    TryAgain tryAgain =
        new TryAgain(
            state,
            new ConsumerObserver() {
              @Override
              public void recordsLost() {
                told.incrementAndGet();
              }
            },
            false);
    for (int poll = 0; poll < 3; poll++) {
      tryAgain.handleOtherException(
          new OffsetOutOfRangeException(Map.of(TOPIC, 5L)),
          consumer,
          new ConcurrentMessageListenerContainer<>(
              new DefaultKafkaConsumerFactory<byte[], byte[]>(Map.of()),
              new ContainerProperties(TOPIC.topic())),
          true);
    }
    assertThat(consumer.paused()).containsExactly(TOPIC);
    assertThat(state.recordsLost()).containsExactly(PARTITION);
    assertThat(told).hasValue(1);
  }

  /** A batch that is tried again must not jump over what the consumer was sent back to. */
  @Test
  void whatCameBeforeAPartitionWasTakenBackIsNotJumpedOver() {
    assign();
    poll(0);
    engine.lost(List.of(PARTITION));
    consumer.seek(TOPIC, 3);
    again(2); // taken back: 1 and 2 come again
    again(2); // the container brings the same batch once more, as after a failure
    assertThat(consumer.position(TOPIC)).isEqualTo(1);
    poll(1, 2);
    assertThat(taken()).isEqualTo(3);
  }

  @Test
  void offsetsWithoutARecordAreTakenInToo() {
    assign();
    poll(0);
    consumer.seek(TOPIC, 2); // as after a poll that brought the end of a transaction only
    listener.idle(consumer);
    assertThat(journal.claim(PARTITION, UUID.randomUUID()).nextOffset()).hasValue(2);
  }

  @Test
  void aBatchThatIsTriedAgainIsNotTakenForOffsetsWithoutARecord() {
    assign();
    journal.claim(PARTITION, UUID.randomUUID());
    poll(0); // fenced: they come again
    poll(0, 1);
    poll(0, 1);
    assertThat(taken()).isEqualTo(2);
  }

  /** Some clients hand out records of partitions that are no longer theirs. */
  @Test
  void aPartitionThatIsNoLongerOursIsLeftAlone() {
    assign();
    poll(0);
    listener.onPartitionsLost(consumer, List.of(TOPIC));
    consumer.assign(List.of());
    poll(1);
    assertThat(engine.owns(PARTITION)).isFalse();
    assertThat(acknowledged).hasValue(2);
    assertThat(taken()).isEqualTo(1);
  }

  private static final class Nobody implements TokenSource {
    @Override
    public Answer token(UserId user, Provider provider) {
      return new Answer.NotConnected();
    }

    @Override
    public boolean mayUse(AccessToken token) {
      return true;
    }

    @Override
    public void personNeeded(AccessToken token) {}

    @Override
    public void refused(AccessToken token) {}
  }

  private static final class NoLimits implements ProviderPolicy {
    @Override
    public Provider provider() {
      return Provider.NOTION;
    }

    @Override
    public Failure classify(RuntimeException thrown) {
      throw thrown;
    }

    @Override
    public List<Limit> limits(ConnectionFacts connection) {
      return List.of();
    }

    @Override
    public Duration callTimeout() {
      return Duration.ofSeconds(1);
    }
  }
}
