package dev.errand.e2e.chaos;

import dev.errand.e2e.Mix;
import dev.errand.e2e.People;
import dev.errand.schemas.Command;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.Random;

/** Mixed commands of people at random, spread over the time; one in five is bulk. */
final class Load implements Runnable {

  private static final int BULK_PERCENT = 20;

  private final People people;
  private final ChaosSettings settings;

  Load(People people, ChaosSettings settings) {
    this.people = people;
    this.settings = settings;
  }

  /** Publishes all of them, until shortly before the faults end. */
  @Override
  public void run() {
    Random random = new Random(settings.seed());
    long start = System.nanoTime();
    long time = settings.faults().minus(settings.faults().dividedBy(8)).toNanos();
    for (int number = 0; number < settings.commands(); number++) {
      long due = start + time / settings.commands() * number;
      Nemesis.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      UserId user = people.users().get(random.nextInt(people.users().size()));
      Command command = Mix.command(random, user, number, people.page(user));
      people.publish(random.nextInt(100) < BULK_PERCENT ? bulk(command) : command);
    }
    people.flush();
  }

  private static Command bulk(Command command) {
    return new Command(
        command.user(),
        command.id(),
        command.operation(),
        command.source(),
        Priority.BULK,
        command.deadline(),
        command.agent(),
        command.conversation(),
        command.traceparent(),
        command.data());
  }
}
