package dev.errand.runtime.kafka;

import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.schemas.Command;
import dev.errand.schemas.Commands;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Sends postponed commands to their topic again when their time has come, so that they get a place
 * in the order of their user, wherever that is by now. Each is told to one of all workers, and sent
 * again after a while if it was not taken in, twice as long each time up to an hour; a second copy
 * is dropped like that of any other command. One that did not reach the topic fills nothing, and is
 * sent again soon. On a thread of its own: a broker or a database that hangs holds nobody else up.
 */
public final class SendDue implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SendDue.class);

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** Longer than an ingest takes when all is well; the oftener it was sent, the longer. */
  private static final Duration SEND_AGAIN = Duration.ofSeconds(30);

  private static final int AT_ONCE = 200;

  private final Journal journal;
  private final KafkaTemplate<byte[], byte[]> kafka;
  private final String topic;

  /** What the producer gave up, until the journal knows. */
  private final Set<Command> notSent = ConcurrentHashMap.newKeySet();

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("errand-send-due").factory());

  SendDue(Journal journal, KafkaTemplate<byte[], byte[]> kafka, String topic) {
    this.journal = journal;
    this.kafka = kafka;
    this.topic = topic;
  }

  SendDue start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::sendDue, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  void sendDue() {
    try {
      List<Command> due;
      do {
        tellNotSent();
        due = journal.due(topic, SEND_AGAIN, AT_ONCE);
      } while (send(due) && due.size() == AT_ONCE);
      tellNotSent();
    } catch (JournalUnavailable away) {
      log.debug("The journal is away; what is due is sent later");
    } catch (RuntimeException fault) {
      log.atError().setCause(fault).log("What is due could not be sent; it is tried again");
    }
  }

  /** Whether there is a broker. If there is none, each of them would wait for it in vain. */
  private boolean send(List<Command> due) {
    for (int each = 0; each < due.size(); each++) {
      try {
        send(due.get(each));
      } catch (RuntimeException refused) {
        if (refused.getCause() instanceof TimeoutException) {
          due.subList(each, due.size()).forEach(this::failed);
          return false;
        }
        failed(due.get(each));
      }
    }
    return true;
  }

  private void send(Command command) {
    var _ =
        kafka
            .send(EventCodec.encode(topic, Commands.write(command)))
            .exceptionally(
                failed -> {
                  failed(command);
                  return null;
                });
  }

  private void failed(Command command) {
    log.atWarn()
        .addKeyValue("commandId", command.id())
        .addKeyValue("userId", command.user())
        .log("A command that is due did not reach its topic; it is sent again");
    notSent.add(command);
  }

  /** Should that fail, they stay here. */
  private void tellNotSent() {
    List<Command> failed = List.copyOf(notSent);
    if (!failed.isEmpty()) {
      journal.notSent(topic, failed);
      notSent.removeAll(failed);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
