package dev.errand.pipeline.engine;

import static dev.errand.pipeline.engine.Stage.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Failure;
import dev.errand.pipeline.engine.Stage.Member;
import dev.errand.pipeline.engine.TroubledJournal.Trouble;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Sample;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.schemas.Command;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Engines come, crash, are taken for dead and leave, the journal goes away and loses answers, the
 * provider fails and leaves in doubt: each command has one result, each effect is there once, and
 * the order is kept. The seed decides what happens; threads decide when.
 */
@Timeout(120)
class TurmoilTest {

  private static final int PARTITIONS = 3;
  private static final int USERS = 5;
  private static final int COMMANDS = 120;

  private final Stage stage = new Stage();
  private final Map<Partition, List<Command>> published = new LinkedHashMap<>();
  private final Map<Partition, Member> owners = new HashMap<>();

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void thePromisesHold(int seed) {
    Random random = new Random(seed);
    stage.provider.callTimeout = Duration.ofSeconds(1);
    try (stage) {
      publish(random);
      Member first = stage.member();
      published.keySet().forEach(partition -> give(partition, first));
      for (int turn = 0; turn < 60; turn++) {
        turn(random);
      }
      owners.values().forEach(owner -> owner.way.trouble(Trouble.NONE));
      eventually(
          () -> {
            owners.values().stream().distinct().forEach(Member::poll);
            return stage.sink.results().size() >= PARTITIONS * COMMANDS;
          });
      assertPromises(seed);
    }
  }

  private void publish(Random random) {
    for (int part = 0; part < PARTITIONS; part++) {
      Partition partition = new Partition("test.commands", part);
      List<Command> commands = new ArrayList<>();
      for (int n = 0; n < COMMANDS; n++) {
        UserId user = new UserId("user-" + part + "-" + random.nextInt(USERS));
        Priority priority = random.nextInt(4) == 0 ? Priority.INTERACTIVE : Priority.BULK;
        String id = part + "-" + n;
        commands.add(
            random.nextBoolean()
                ? Stage.effect(user, id, priority)
                : Sample.command(user, id, priority));
        planFailure(random, id);
      }
      published.put(partition, commands);
      stage.publish(partition, commands);
    }
  }

  private void planFailure(Random random, String id) {
    switch (random.nextInt(60)) {
      case 0 ->
          stage.provider.failNext(
              id,
              new Failure.RetryLater(
                  WaitCause.RATE_LIMITED, Failure.Scope.USER, Optional.of(Duration.ZERO)));
      case 1 -> stage.provider.failNext(id, doubt());
      case 2 -> stage.provider.serveAndFail(id, doubt());
      default -> {}
    }
  }

  private static Failure doubt() {
    return new Failure.InDoubt(
        WaitCause.RETRY, Failure.Scope.USER, Optional.of(Duration.ofMillis(20)));
  }

  private void give(Partition partition, Member member) {
    member.way.trouble(Trouble.NONE);
    member.assign(partition);
    owners.put(partition, member);
  }

  private void turn(Random random) {
    List<Partition> partitions = List.copyOf(published.keySet());
    Partition partition = partitions.get(random.nextInt(PARTITIONS));
    Member owner = requireNonNull(owners.get(partition));
    switch (random.nextInt(20)) {
      case 0 -> owner.way.trouble(Trouble.AWAY);
      case 1, 2 -> owner.way.trouble(Trouble.ANSWER_LOST);
      case 3, 4, 5, 6 -> owner.way.trouble(Trouble.NONE);
      case 7 -> {
        owner.way.trouble(Trouble.NONE);
        owner.revoke(partition);
        give(partition, another(random));
      }
      case 8 -> { // the owner is told only after somebody else has begun
        give(partition, another(random));
        if (owners.get(partition) != owner) {
          owner.lose(partition);
        }
      }
      case 9 -> crash(owner);
      default -> owners.values().stream().distinct().forEach(each -> each.poll(random.nextInt(9)));
    }
  }

  private Member another(Random random) {
    List<Member> known = owners.values().stream().distinct().toList();
    return random.nextBoolean() ? stage.member() : known.get(random.nextInt(known.size()));
  }

  private void crash(Member member) {
    member.die();
    Member heir = stage.member();
    List<Partition> orphans =
        owners.entrySet().stream()
            .filter(owned -> owned.getValue() == member)
            .map(Map.Entry::getKey)
            .toList();
    orphans.forEach(partition -> give(partition, heir));
  }

  private void assertPromises(int seed) {
    assertThat(stage.sink.commands()).as("seed %d", seed).doesNotHaveDuplicates();
    assertThat(stage.sink.results())
        .as("seed %d", seed)
        .hasSize(PARTITIONS * COMMANDS)
        .allMatch(result -> result.status() == Status.SUCCEEDED);
    List<String> served = stage.provider.served();
    published.forEach(
        (partition, commands) -> {
          List<String> effects = ids(commands.stream().filter(this::isEffect).toList());
          assertThat(served.stream().filter(effects::contains))
              .as("seed %d: effects", seed)
              .doesNotHaveDuplicates()
              .hasSameSizeAs(effects);
          assertThat(byOrder(ended(partition)))
              .as("seed %d: order of ends", seed)
              .isEqualTo(byOrder(ids(commands)));
          List<String> inOrderOfEffect = served.stream().filter(effects::contains).toList();
          assertThat(byOrder(inOrderOfEffect))
              .as("seed %d: order of effects", seed)
              .isEqualTo(byOrder(effects));
        });
  }

  private boolean isEffect(Command command) {
    return command.operation().equals(Stage.EFFECT);
  }

  private static List<String> ids(List<Command> commands) {
    return commands.stream().map(command -> command.id().value()).toList();
  }

  private List<String> ended(Partition partition) {
    return stage
        .journal
        .results(stage.journal.claim(partition, UUID.randomUUID()).fence(), 1, COMMANDS)
        .stream()
        .map(StoredResult::result)
        .map(Result::command)
        .map(command -> command.id().value())
        .toList();
  }

  /** What each user and priority sees of it. */
  private Map<String, List<String>> byOrder(List<String> ids) {
    Map<String, Command> known = new HashMap<>();
    published.values().forEach(all -> all.forEach(each -> known.put(each.id().value(), each)));
    Map<String, List<String>> orders = new HashMap<>();
    for (String id : ids) {
      Command command = requireNonNull(known.get(id));
      orders
          .computeIfAbsent(command.user() + " " + command.priority(), order -> new ArrayList<>())
          .add(id);
    }
    return orders;
  }
}
