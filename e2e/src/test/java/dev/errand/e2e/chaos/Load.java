package dev.errand.e2e.chaos;

import dev.errand.e2e.Mix;
import dev.errand.e2e.People;
import dev.errand.schemas.Command;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;

/**
 * Mixed commands of people at random, spread over the time. One in five is bulk unless its order
 * matters, one in twenty is sent a second time, and one person asks again and again for more than a
 * minute's calls at once.
 */
final class Load implements Runnable {

  private static final int BULK_PERCENT = 20;
  private static final int AGAIN_PERCENT = 5;

  /** So many others are to be repeated first: by then most have ended. */
  private static final int LATER = 20;

  /** Out of so many commands, the busy one asks once for many: every two minutes or so. */
  private static final int ROUND = 2_000;

  private static final int QUIET = ROUND / 4;

  /** Each takes some calls of the 180 in a minute. */
  private static final int OF_THE_BUSY_ONE = 120;

  private final People people;
  private final ChaosSettings settings;
  private final Queue<Command> again = new ArrayDeque<>();

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
      int ofRound = number % ROUND;
      boolean busy = ofRound >= QUIET && ofRound < QUIET + OF_THE_BUSY_ONE;
      long due = start + time / settings.commands() * (busy ? number - ofRound + QUIET : number);
      Nemesis.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      ask(random, number, busy ? 0 : random.nextInt(people.users().size()));
    }
    again.forEach(people::publishAgain);
    people.flush();
  }

  private void ask(Random random, int number, int who) {
    UserId user = people.users().get(who);
    Command command = people.any(random, user, number);
    if (random.nextInt(100) < BULK_PERCENT && !Mix.isOrdered(command)) {
      command = Mix.bulk(command);
    }
    people.publish(command);
    if (random.nextInt(100) < AGAIN_PERCENT) {
      again.add(command);
    }
    if (again.size() > LATER) {
      people.publishAgain(again.remove());
    }
  }
}
