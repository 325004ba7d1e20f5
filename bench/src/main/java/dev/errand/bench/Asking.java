package dev.errand.bench;

import dev.errand.local.drive.CommandBus;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Result;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Publishes commands, and sees their results come. One thread asks. */
final class Asking implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Map<Key, Answer> answers = new ConcurrentHashMap<>();
  private final Semaphore arrived = new Semaphore(0);
  private final CommandBus bus;
  private int asked;

  Asking(String bootstrapServers) {
    bus = new CommandBus(bootstrapServers, this::saw, dead -> {});
  }

  private record Key(UserId user, CommandId id) {}

  /**
   * Publishes a command.
   *
   * @param due when it was to be published, from which its time is counted
   */
  void ask(Command command, long due) {
    answers.put(new Key(command.user(), command.id()), new Answer(due, due, null));
    asked++;
    bus.publish(command);
  }

  /** Publishes one whose result nobody waits for. */
  void tell(Command command) {
    bus.publish(command);
  }

  /** Publishes all of them as fast as it goes, and waits for their results. */
  List<Answer> askAll(List<Command> commands) {
    commands.forEach(command -> ask(command, System.nanoTime()));
    return await();
  }

  private void saw(Result result) {
    long now = System.nanoTime();
    Key key = new Key(result.user(), result.command().id());
    Answer open = answers.get(key);
    if (open != null && open.result() == null) { // else it is a repeat, or nobody's any more
      answers.put(key, new Answer(open.asked(), now, result));
      arrived.release();
    }
  }

  /** Waits, bounded, for the results of all that was asked since the last time. */
  List<Answer> await() {
    return await(PATIENCE);
  }

  List<Answer> await(Duration patience) {
    bus.flush();
    try {
      var _ = arrived.tryAcquire(asked, patience.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
    List<Answer> all = List.copyOf(answers.values());
    answers.clear();
    arrived.drainPermits();
    asked = 0;
    return all;
  }

  @Override
  public void close() {
    bus.close();
  }
}
