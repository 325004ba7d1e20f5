package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.e2e.oracle.Evidence;
import dev.errand.schemas.Command;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** People, mixed commands published at once, and all that can be known afterwards. */
public final class Burst implements AutoCloseable {

  /**
   * How much of it.
   *
   * @param ofTheBusyOne one of them asks for so much that the limit of 180 calls a minute is felt
   */
  public record Size(int people, int commands, int ofTheBusyOne) {

    static final Size USUAL = new Size(50, 1_000, 100);
  }

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final long seed;
  private final Size size;
  private final Random random;
  private final People people;
  private int made;

  Burst(long seed) {
    this(seed, Size.USUAL);
  }

  public Burst(long seed, Size size) {
    this(seed, size, new People(TestStack.shared().stack(), size.people()));
  }

  private Burst(long seed, Size size, People people) {
    this.seed = seed;
    this.size = size;
    this.people = people;
    random = new Random(seed);
  }

  /** With all that changes something. */
  public static Burst ofAllOperations(long seed, Size size) {
    return new Burst(seed, size, People.withDesks(TestStack.shared().stack(), size.people()));
  }

  /** Publishes all of it. */
  public Burst publishAll() {
    all().forEach(people::publish);
    people.flush();
    return this;
  }

  /** The same through another door, which has to let each command in before it returns. */
  public Burst publishAll(Consumer<Command> door) {
    all().forEach(command -> people.publish(command, door));
    return this;
  }

  private List<Command> all() {
    List<Command> all = new ArrayList<>();
    while (made < size.commands()) {
      all.add(next());
    }
    Collections.shuffle(all, random); // interleaves the busy one with the others
    return all;
  }

  private Command next() {
    int who = made < size.ofTheBusyOne() ? 0 : 1 + random.nextInt(size.people() - 1);
    UserId user = people.users().get(who);
    return people.any(random, user, made++);
  }

  /** Publishes for each of them that their place for notes is looked at, and put right. */
  public void ensureAll() {
    people.users().forEach(user -> people.publish(Mix.ensure(user, "ensure")));
    people.flush();
  }

  /** Publishes one more. */
  public void publishAnother() {
    people.publish(next());
    people.flush();
  }

  /** Waits until so many commands have a result. */
  public Burst awaitResults(int count) {
    return awaitResults(count, PATIENCE);
  }

  private Burst awaitResults(int count, Duration patience) {
    await("seed " + seed)
        .atMost(patience)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(people.answered()).isGreaterThanOrEqualTo(count));
    return this;
  }

  /** Waits until some commands to one provider have ended since, or all. */
  public void awaitSome(Topics topics, int count) {
    int left = Math.max(0, people.open(topics) - count);
    await("seed " + seed)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> people.open(topics) <= left);
  }

  public Burst awaitAll() {
    return awaitAll(PATIENCE);
  }

  Burst awaitAll(Duration patience) {
    return awaitResults(people.asked(), patience);
  }

  /** Whether each command has a result. */
  public boolean isComplete() {
    return people.answered() >= people.asked();
  }

  /** Whether each command to one provider has a result. */
  public boolean isComplete(Topics topics) {
    return people.open(topics) == 0;
  }

  public List<UserId> users() {
    return people.users();
  }

  public Evidence evidence() {
    return people.evidence();
  }

  @Override
  public void close() {
    people.close();
  }
}
