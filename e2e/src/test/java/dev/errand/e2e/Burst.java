package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.e2e.oracle.Evidence;
import dev.errand.schemas.Command;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Fifty people, a thousand mixed commands published at once, and all that can be known afterwards.
 */
final class Burst implements AutoCloseable {

  private static final int PEOPLE = 50;
  private static final int COMMANDS = 1_000;

  /** One of them asks for so much that the limit of 180 calls a minute is felt. */
  private static final int OF_THE_BUSY_ONE = 100;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final long seed;
  private final Random random;
  private final People people;

  Burst(long seed) {
    this.seed = seed;
    random = new Random(seed);
    people = new People(TestStack.shared().stack(), PEOPLE);
  }

  /** Publishes the thousand. */
  Burst publishAll() {
    List<Command> all = new ArrayList<>();
    for (int number = 0; number < COMMANDS; number++) {
      int who = number < OF_THE_BUSY_ONE ? 0 : 1 + random.nextInt(PEOPLE - 1);
      UserId user = people.users().get(who);
      all.add(Mix.command(random, user, number, people.page(user)));
    }
    Collections.shuffle(all, random); // interleaves the busy one with the others
    all.forEach(people::publish);
    people.flush();
    return this;
  }

  /** Waits until so many commands have a result. */
  Burst awaitResults(int count) {
    await("seed " + seed)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(people.answered()).isGreaterThanOrEqualTo(count));
    return this;
  }

  Burst awaitAll() {
    return awaitResults(people.asked());
  }

  Evidence evidence() {
    return people.evidence();
  }

  @Override
  public void close() {
    people.close();
  }
}
