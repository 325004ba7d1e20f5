package dev.errand.runtime.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What follows when a batch or a poll fails: the same again, without end. Spring's own default
 * gives up after ten tries and discards the batch.
 *
 * <p>A partition whose next records are gone from the topic is not read any further, since those
 * behind them would hide that; the others go on. An operator decides.
 */
final class TryAgain extends DefaultErrorHandler {

  private static final Logger log = LoggerFactory.getLogger(TryAgain.class);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private static final Duration AFTER_FAILED_POLL = Duration.ofSeconds(1);

  private final ConsumerState state;
  private final ConsumerObserver observer;
  private final boolean skipLostRecords;

  TryAgain(ConsumerState state, ConsumerObserver observer, boolean skipLostRecords) {
    super(backOff());
    this.state = state;
    this.observer = observer;
    this.skipLostRecords = skipLostRecords;
    setClassifications(Map.of(), true);
  }

  private static ExponentialBackOff backOff() {
    ExponentialBackOff backOff = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
    backOff.setMaxInterval(LONGEST_PAUSE_MILLIS);
    return backOff;
  }

  @Override
  public void handleOtherException(
      Exception thrown,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      boolean batchListener) {
    if (thrown instanceof OffsetOutOfRangeException gone) {
      gone.offsetOutOfRangePartitions()
          .forEach((partition, offset) -> recordsLost(partition, offset, consumer));
    } else {
      log.atWarn().setCause(thrown).log("A poll failed; it is tried again in a moment");
      pause();
    }
  }

  private void recordsLost(TopicPartition partition, long offset, Consumer<?, ?> consumer) {
    long first = consumer.beginningOffsets(Set.of(partition)).getOrDefault(partition, 0L);
    boolean skip = skipLostRecords && first > offset;
    if (skip) {
      consumer.seek(partition, first);
    } else {
      consumer.pause(Set.of(partition));
    }
    if (skip || state.recordsLost(CommandListener.partition(partition))) {
      observer.recordsLost();
      log.atError()
          .addKeyValue("partition", partition)
          .addKeyValue("nextOffset", offset)
          .addKeyValue("firstOffset", first)
          .log(
              skip
                  ? "Commands are gone from the topic before they were read; they are skipped"
                  : "Commands are gone from the topic before they were read, or the topic was made"
                      + " anew; the partition is not read until an operator decides");
    }
  }

  private static void pause() {
    try {
      Thread.sleep(AFTER_FAILED_POLL);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
