package dev.errand.e2e.canary;

import static org.awaitility.Awaitility.await;

import dev.errand.local.drive.CommandBus;
import dev.errand.schemas.Command;
import dev.errand.schemas.Result;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Asks for things to be done, and waits until each has come to its end. Thread-safe. */
final class Assistant implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Queue<Result> results = new ConcurrentLinkedQueue<>();
  private final CommandBus bus;

  Assistant(CanaryStack stack) {
    bus = new CommandBus(stack.stack().bootstrapServers(), results::add, dead -> {});
  }

  void ask(Command command) {
    bus.publish(command);
  }

  /** All at once; returns when all have ended. */
  List<Result> done(List<Command> commands) {
    commands.forEach(bus::publish);
    return commands.stream().map(this::end).toList();
  }

  /** Any record, good or bad. */
  void send(ProducerRecord<byte[], byte[]> record) {
    var _ = bus.send(record);
  }

  void flush() {
    bus.flush();
  }

  /** The end of a command that was asked for before. */
  Result end(Command command) {
    return await(command.id().value())
        .atMost(PATIENCE)
        .until(
            () ->
                results.stream()
                    .filter(result -> result.command().id().equals(command.id()))
                    .findFirst()
                    .orElse(null),
            Objects::nonNull);
  }

  @Override
  public void close() {
    bus.close();
  }
}
