package dev.errand.e2e;

import dev.errand.local.drive.CommandBus;
import dev.errand.local.stack.LocalStack;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Result;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** Publishes commands, and has their results when they have come. Thread-safe. */
public final class Answered implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private record Key(UserId user, CommandId command) {}

  private final Map<Key, Result> results = new ConcurrentHashMap<>();
  private final CommandBus bus;

  public Answered(LocalStack stack) {
    bus =
        new CommandBus(
            stack.bootstrapServers(),
            result -> results.put(new Key(result.user(), result.command().id()), result),
            dead -> {});
  }

  void publish(List<Command> commands) {
    commands.forEach(bus::publish);
    bus.flush();
  }

  /** The results in the order of the commands, as soon as all have come. */
  List<Result> results(List<Command> commands) {
    Awaitility.await("results")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> count(commands) == commands.size());
    return commands.stream().map(each -> Objects.requireNonNull(results.get(key(each)))).toList();
  }

  /** Publishes them and has their results. */
  public List<Result> done(List<Command> commands) {
    publish(commands);
    return results(commands);
  }

  /** How many of them have a result now. */
  long count(List<Command> commands) {
    return commands.stream().filter(each -> results.containsKey(key(each))).count();
  }

  private static Key key(Command command) {
    return new Key(command.user(), command.id());
  }

  @Override
  public void close() {
    bus.close();
  }
}
