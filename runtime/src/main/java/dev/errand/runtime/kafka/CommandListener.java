package dev.errand.runtime.kafka;

import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.engine.Engine;
import dev.errand.pipeline.journal.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Brings a commands topic to the engine: partitions as they come and go, records as they are
 * polled.
 *
 * <ol>
 *   <li>Where to read on is what the journal says, never the committed offset.
 *   <li>A batch is done when it is in the journal. A failure is thrown, and the container brings
 *       the same batch again, without end.
 *   <li>A record that is no valid command goes to the dead topic first; it stops nothing.
 *   <li>What Kafka gives us and the journal does not is claimed with the next batch, or the next
 *       moment without one, if Kafka confirms that it is ours.
 * </ol>
 *
 * <p>For the consumer's thread only.
 */
final class CommandListener
    implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]>,
        ConsumerAwareRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(CommandListener.class);

  private final Engine engine;
  private final ReadRecords read;
  private final Growth growth;
  private final ConsumerState state;

  private final Set<TopicPartition> full = new HashSet<>();

  CommandListener(Engine engine, ReadRecords read, Growth growth, ConsumerState state) {
    this.engine = engine;
    this.read = read;
    this.growth = growth;
    this.state = state;
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<byte[], byte[]>> records,
      @Nullable Acknowledgment acknowledgment,
      @Nullable Consumer<?, ?> consumer) {
    state.beat();
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> byPartition = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      byPartition
          .computeIfAbsent(
              new TopicPartition(record.topic(), record.partition()), created -> new ArrayList<>())
          .add(record);
    }
    Set<TopicPartition> brought = Set.copyOf(byPartition.keySet());
    try {
      claimAgain(Objects.requireNonNull(consumer));
      byPartition.keySet().removeIf(each -> !engine.owns(partition(each)));
      byPartition.entrySet().removeIf(each -> comesAgain(each.getKey(), each.getValue(), consumer));
      ingest(byPartition, passedOver(brought, consumer));
      CrashPoint.hit(CrashPoint.TAKEN_IN);
      holdWhatIsFull(consumer);
      Objects.requireNonNull(acknowledgment).acknowledge();
    } catch (RuntimeException failed) {
      log.atWarn()
          .addKeyValue("records", records.size())
          .setCause(failed)
          .log("Records could not be taken in; the same ones are tried again");
      throw failed;
    }
  }

  /** Called when nothing was polled for a moment, again and again. */
  void idle(Consumer<?, ?> consumer) {
    state.beat();
    try {
      claimAgain(consumer);
      ingest(Map.of(), passedOver(Set.of(), consumer));
      holdWhatIsFull(consumer);
    } catch (RuntimeException failed) {
      log.atWarn()
          .addKeyValue("reason", failed.getMessage())
          .log("A partition could not be taken over or read on; it is tried again in a moment");
    }
  }

  private void ingest(
      Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> byPartition,
      List<Engine.Batch> passedOver) {
    List<Engine.Batch> batches = new ArrayList<>(passedOver);
    byPartition.forEach(
        (partition, records) -> batches.add(read.read(partition(partition), records)));
    if (!batches.isEmpty()) {
      CrashPoint.hit(CrashPoint.POLLED);
      engine.ingest(batches);
      for (Engine.Batch batch : batches) {
        engine
            .takenIn(batch.partition())
            .ifPresent(next -> growth.takenIn(batch.partition(), next));
      }
    }
  }

  /**
   * Offsets that were read and hold no record: the end of a transaction, or what the topic dropped.
   * Who waits until all of a partition is taken in would wait for them for ever.
   *
   * @param brought where the same poll brought records: there they are told apart by the next one
   */
  private List<Engine.Batch> passedOver(Set<TopicPartition> brought, Consumer<?, ?> consumer) {
    List<Engine.Batch> batches = new ArrayList<>();
    for (TopicPartition each : consumer.assignment()) {
      OptionalLong takenIn = engine.takenIn(partition(each));
      if (!brought.contains(each) && takenIn.isPresent()) {
        long position = position(each, consumer);
        if (position > takenIn.getAsLong()) {
          batches.add(new Engine.Batch(partition(each), position, List.of()));
        }
      }
    }
    return batches;
  }

  /** Where it reads on; the beginning, while that is not known. */
  private static long position(TopicPartition partition, Consumer<?, ?> consumer) {
    try {
      return consumer.position(partition, Duration.ZERO);
    } catch (TimeoutException | InvalidOffsetException notYet) {
      return 0;
    }
  }

  /**
   * Takes over what Kafka gives us and the journal does not: because the journal did not answer at
   * the assignment, or because somebody claimed it whom Kafka takes for dead. Its records come
   * again from the right place. If it is we whom Kafka takes for dead, the owner is left in peace.
   */
  private void claimAgain(Consumer<?, ?> consumer) {
    List<TopicPartition> missing =
        consumer.assignment().stream().filter(each -> !engine.owns(partition(each))).toList();
    ours(missing).forEach(growth::gone);
    if (!missing.isEmpty() && StillCounted.in(consumer, missing.getFirst())) {
      growth.homes().refresh();
      missing.forEach(each -> claim(each, consumer));
    }
  }

  /** A partition in which far too much waits is read on when a part of it is done. */
  private void holdWhatIsFull(Consumer<?, ?> consumer) {
    for (TopicPartition each : consumer.assignment()) {
      boolean isFull = engine.full(partition(each));
      if (isFull && full.add(each)) {
        log.atError()
            .addKeyValue("partition", each)
            .log("Far too much waits in a partition; nothing more is read from it for now");
      } else if (!isFull && full.remove(each)) {
        consumer.resume(List.of(each));
      }
    }
    full.retainAll(consumer.assignment());
    consumer.pause(full);
  }

  /**
   * Whether the consumer was sent back to before these records, in this attempt at the batch or an
   * earlier one: taken in now, they would hide those in between.
   */
  private static boolean comesAgain(
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> records,
      Consumer<?, ?> consumer) {
    return consumer.assignment().contains(partition)
        && consumer.position(partition) <= records.getLast().offset();
  }

  /**
   * A partition that cannot be taken over now is given a place to read on all the same: without one
   * the consumer would end for good.
   */
  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    state.assigned(ours(partitions));
    List<TopicPartition> missing = new ArrayList<>(partitions);
    try {
      growth.homes().refresh();
      while (!missing.isEmpty()) {
        claim(missing.getLast(), consumer);
        missing.removeLast();
      }
    } catch (RuntimeException failed) {
      consumer.seekToBeginning(missing);
      log.atWarn()
          .addKeyValue("partitions", missing)
          .setCause(failed)
          .log("Partitions could not be taken over; it is tried again in a moment");
    }
  }

  private void claim(TopicPartition partition, Consumer<?, ?> consumer) {
    OptionalLong next = engine.assign(partition(partition));
    if (next.isPresent()) {
      consumer.seek(partition, next.getAsLong());
    } else {
      consumer.seekToBeginning(List.of(partition));
    }
    growth.taken(partition(partition), next.orElse(0));
  }

  /** Also called after {@link #onPartitionsLost}; then there is nothing left to give up. */
  @Override
  public void onPartitionsRevokedBeforeCommit(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    state.gone(ours(partitions));
    engine.revoke(ours(partitions));
    ours(partitions).forEach(growth::gone);
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    state.gone(ours(partitions));
    engine.lost(ours(partitions));
    ours(partitions).forEach(growth::gone);
  }

  private static List<Partition> ours(Collection<TopicPartition> partitions) {
    return partitions.stream().map(CommandListener::partition).toList();
  }

  static Partition partition(TopicPartition partition) {
    return new Partition(partition.topic(), partition.partition());
  }
}
