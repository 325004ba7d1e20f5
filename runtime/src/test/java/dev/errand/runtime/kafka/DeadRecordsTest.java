package dev.errand.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.local.FreePort;
import dev.errand.local.LocalKafka;
import dev.errand.runtime.kafka.DeadRecord.Place;
import dev.errand.runtime.kafka.DeadRecords.Read;
import dev.errand.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** What lies on a dead topic is found again, all of it and once, on a real broker. */
class DeadRecordsTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Topics topics = new Topics("c", "r", "dead-" + UUID.randomUUID());
  private final DeadRecords records = new DeadRecords(broker());
  private final DefaultKafkaProducerFactory<byte[], byte[]> producers =
      new DefaultKafkaProducerFactory<>(
          broker(), new ByteArraySerializer(), new ByteArraySerializer());
  private final KafkaTemplate<byte[], byte[]> kafka = new KafkaTemplate<>(producers);

  private static Map<String, Object> broker() {
    return Map.of("bootstrap.servers", LocalKafka.shared().bootstrapServers());
  }

  @BeforeEach
  void topic() {
    LocalKafka.shared().createTopics(List.of(new NewTopic(topics.dead(), 3, (short) 1)));
  }

  @AfterEach
  void close() {
    producers.destroy();
  }

  private Place lies(int partition, Instant at) {
    var place =
        kafka
            .send(
                new ProducerRecord<>(
                    topics.dead(), partition, at.toEpochMilli(), null, new byte[] {1}))
            .orTimeout(20, TimeUnit.SECONDS)
            .join()
            .getRecordMetadata();
    return new Place(topics.dead(), place.partition(), place.offset());
  }

  private List<Place> pages(Read first, List<Place> found, int most) {
    Read read = first;
    for (int page = 1; read.more(); page++) {
      assertThat(page).isLessThan(100);
      List<Place> some = new ArrayList<>();
      read = records.after(topics, Cursor.of(read.next().toString()), upTo(most, some));
      found.addAll(some);
    }
    return found;
  }

  private static DeadRecords.Reader upTo(int most, List<Place> found) {
    return record -> found.size() < most && found.add(record.place());
  }

  @Test
  void aRecordIsThereHoweverOldThoseBehindItAre() {
    Place first = lies(0, NOON);
    Place second = lies(0, NOON.minusSeconds(60));
    assertThat(records.at(topics, 0, first.offset()).orElseThrow().place()).isEqualTo(first);
    assertThat(records.at(topics, 0, second.offset()).orElseThrow().place()).isEqualTo(second);
    assertThat(records.at(topics, 0, 2)).isEmpty();
    assertThat(records.at(topics, 7, 0)).isEmpty();
  }

  @Test
  void readingPartByPartShowsEachRecordOnce() {
    List<Place> there = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      there.add(lies(i % 3, NOON.minusSeconds(i % 7)));
    }
    for (int most : List.of(1, 7, 1000)) {
      List<Place> found = new ArrayList<>();
      Read first = records.since(topics, NOON.minusSeconds(3600), upTo(most, found));
      assertThat(pages(first, found, most)).containsExactlyInAnyOrderElementsOf(there);
    }
  }

  @Test
  void onePartitionIsReadInItsOrder() {
    List<Place> there =
        IntStream.range(0, 20).mapToObj(i -> lies(1, NOON.minusSeconds(i))).toList();
    var _ = lies(0, NOON);
    List<Place> found = new ArrayList<>();
    Read first = records.after(topics, Cursor.at(1, 0), upTo(7, found));
    assertThat(pages(first, found, 7)).containsExactlyElementsOf(there);
  }

  @Test
  void whatWasThereBeforeATimeIsNotRead() {
    var _ = lies(0, NOON.minusSeconds(1));
    Place later = lies(0, NOON);
    List<Place> found = new ArrayList<>();
    Read read = records.since(topics, NOON, upTo(10, found));
    assertThat(found).containsExactly(later);
    assertThat(read.more()).isFalse();
    var _ = lies(2, NOON);
    assertThat(pages(new Read(read.next(), true), new ArrayList<>(), 10)).hasSize(1);
  }

  @Test
  void aTopicThatIsNotThereHasNothing() {
    Topics none = new Topics("c", "r", "none-" + UUID.randomUUID());
    assertThat(records.at(none, 0, 0)).isEmpty();
    assertThat(records.since(none, NOON, record -> true).more()).isFalse();
  }

  @Test
  void aBrokerThatIsAwayIsToldInTime() {
    DeadRecords nowhere =
        new DeadRecords(Map.of("bootstrap.servers", "localhost:" + FreePort.any()));
    long start = System.nanoTime();
    assertThatThrownBy(() -> nowhere.since(topics, NOON, record -> true))
        .isInstanceOf(KafkaException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(DeadRecords.PATIENCE.plusSeconds(3));
  }

  @Test
  void aPlaceToGoOnFromIsOneWordAndNoOther() {
    assertThat(Cursor.of("0-15.11-0").toString()).isEqualTo("0-15.11-0");
    for (String wrong : List.of("", "0", "0-", "-1-2", "0--2", "0-1.", "a-b", "0-1,1-2")) {
      assertThatThrownBy(() -> Cursor.of(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whatAProducerSaysInOurWordsIsNotKept() {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("commands", 2, 7, new byte[] {1}, new byte[] {2});
    record
        .headers()
        .add("errand-cut-from", "2000000".getBytes(UTF_8))
        .add("errand-code", "theirs".getBytes(UTF_8))
        .add("errand-whatever", new byte[] {1})
        .add("own", new byte[] {3});
    new DeadTopic(kafka, topics.dead())
        .bury(List.of(new DeadTopic.Dead(record, "invalid_command", "why")));
    List<DeadRecord> found = new ArrayList<>();
    var _ = records.since(topics, Instant.EPOCH, found::add);
    DeadRecord dead = found.getFirst();
    assertThat(dead.cutFrom()).isNull();
    assertThat(dead.code()).isEqualTo("invalid_command");
    assertThat(dead.from()).isEqualTo(new Place("commands", 2, 7));
    assertThat(dead.headers()).extracting(header -> header.key()).containsExactly("own");
    assertThat(dead.record().headers().lastHeader("errand-whatever")).isNull();
  }
}
