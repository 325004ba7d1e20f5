package dev.errand.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.InMemoryJournal;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

/** What is due reaches its topic soon after there is a broker again. */
class SendDueTest {

  private static final String TOPIC = "postponed";
  private static final UserId ADA = new UserId("ada");
  private static final Duration HOUR = Duration.ofHours(1);

  private final LaterClock clock = new LaterClock();
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final Broker broker = new Broker();
  private final SendDue sending = new SendDue(journal, template(), TOPIC);

  private KafkaTemplate<byte[], byte[]> template() {
    KafkaTemplate<byte[], byte[]> template = new KafkaTemplate<>(() -> broker);
    template.setProducerListener(new ProducerListener<>() {}); // which logs nothing
    return template;
  }

  @AfterEach
  void stop() {
    sending.close();
  }

  /** So many of them, whose time came an hour ago. */
  private void postpone(int many) {
    Fence fence = journal.claim(new Partition(TOPIC, 0), UUID.randomUUID()).fence();
    List<Arrival> arrivals = new ArrayList<>();
    for (int each = 0; each < many; each++) {
      arrivals.add(
          Sample.accepted(
              each, Sample.command(ADA, "c" + each).later(clock.instant().plus(HOUR), null)));
    }
    assertThat(journal.ingest(List.of(new Arrivals(fence, many, arrivals)))).hasSize(1);
    passes(HOUR.multipliedBy(2));
  }

  private void passes(Duration time) {
    clock.now = clock.now.plus(time);
  }

  private void assertSent(int all) {
    sending.sendDue();
    assertThat(broker.history()).hasSize(all);
  }

  @Test
  void whatTheBrokerDidNotTakeForAnHourIsSentWithinAMinuteAfterThat() {
    postpone(1);
    for (int failed = 1; failed <= 60; failed++) {
      assertSent(failed);
      assertThat(broker.errorNext(new TimeoutException("Expired"))).isTrue();
      assertSent(failed);
      passes(Duration.ofMinutes(1));
    }
    assertSent(61);
  }

  @Test
  void whatTheBrokerTookAndNobodyTookInIsSentLessAndLessOften() {
    postpone(1);
    for (int minute = 0; minute < 60; minute++) {
      sending.sendDue();
      while (broker.completeNext()) {}
      passes(Duration.ofMinutes(1));
    }
    assertThat(broker.history()).hasSizeBetween(5, 7);
  }

  @Test
  void withoutABrokerNoneWaitsForItInVainBehindAnother() {
    postpone(3);
    broker.refuses = new TimeoutException("Topic not present in metadata");
    assertSent(0);
    assertThat(broker.refused).isEqualTo(1);
    broker.refuses = null;
    passes(Duration.ofSeconds(31));
    assertSent(3);
  }

  @Test
  void oneThatTheProducerDoesNotTakeHoldsNoOtherUp() {
    postpone(3);
    broker.refuses = new RecordTooLargeException("Too large");
    broker.mostRefused = 1;
    assertSent(2);
    assertThat(broker.refused).isEqualTo(1);
  }

  /** A broker that answers when it is told to, and may be away before it is asked. */
  private static final class Broker extends MockProducer<byte[], byte[]> {

    private @Nullable RuntimeException refuses;
    private int mostRefused = Integer.MAX_VALUE;
    private int refused;

    Broker() {
      super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** As the real one, which knows it at once. */
    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> sent, Callback callback) {
      RuntimeException why = refuses;
      if (why == null || refused >= mostRefused) {
        return super.send(sent, callback);
      }
      refused++;
      return CompletableFuture.failedFuture(why);
    }

    /** After each record, as the factory of tests does. */
    @Override
    public void close(Duration timeout) {}
  }

  private static final class LaterClock extends Clock {

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
