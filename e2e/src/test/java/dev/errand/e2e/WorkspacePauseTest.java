package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.e2e.oracle.LedgerCall;
import dev.errand.local.drive.RunningJvm;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.local.stack.AppProcess;
import dev.errand.schemas.Command;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Status;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notion asks everybody in a workspace to stay away for a while. Its people are with two workers:
 * one is told by a refusal, the other hears of it, and both stay away for as long as it says;
 * nobody of another workspace does.
 */
class WorkspacePauseTest {

  /** Longer than any machine takes: it ends when the test lifts it. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  /** What it says meanwhile, again and again. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(4);

  /** Who has not heard of a refusal by then is not staying away. */
  private static final Duration HEARD = RETRY_AFTER.dividedBy(2);

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int HALF = People.PARTITIONS / 2;

  private final TestStack stack = TestStack.shared();
  private final SandboxDriver sandbox = stack.sandbox();
  private final NewPeople newPeople = new NewPeople(stack.stack(), sandbox);
  private final Answered answered = new Answered(stack.stack());
  private final AppProcess second = stack.stack().beside("note-worker");

  @BeforeEach
  void twoWorkers() {
    second.launch();
    second.awaitHealthy();
    await("each has its half")
        .atMost(PATIENCE)
        .until(() -> shares().size() == 2 && shares().values().stream().allMatch(n -> n == HALF));
  }

  @AfterEach
  void asBefore() {
    limit(0);
    answered.close();
    second.stop();
  }

  @Test
  void aPauseOfAWorkspaceHoldsItsPeopleAtEveryWorkerAndNobodyElse() {
    List<UserId> colleagues = newPeople.colleagues(People.PARTITIONS);
    List<UserId> others = newPeople.connected(4, Set.of(Provider.NOTION));
    Map<Integer, UUID> owners = owners();
    List<UserId> first = firstOfEachWorker(colleagues, owners);
    long before = sandbox.ledgerEnd();

    limit(1);
    List<Command> allowed = looks(colleagues.subList(0, 1), "allowed");
    answered.publish(allowed);
    var _ = answered.results(allowed);
    List<Command> refused = looks(first.subList(0, 1), "refused");
    answered.publish(refused);
    await("both workers stay away").atMost(PATIENCE).until(this::bothShut);

    List<Command> held = looks(colleagues, "held");
    List<Command> free = looks(others, "free");
    answered.publish(held);
    answered.publish(free);
    assertThat(answered.results(free)).allMatch(each -> each.status() == Status.SUCCEEDED);
    assertThat(answered.count(held) + answered.count(refused)).isZero();

    List<LedgerCall> paused = ReadLedger.since(sandbox, before, colleagues);
    limit(0);
    held.addAll(refused);
    assertThat(answered.results(held)).allMatch(each -> each.status() == Status.SUCCEEDED);
    assertThat(paused.stream().filter(call -> call.status() == 200)).hasSize(1);
    assertThat(paused.stream().filter(call -> call.status() == 429)).isNotEmpty();
    assertThat(first)
        .allSatisfy(
            one ->
                assertThat(tooSoon(callsOf(ownerOf(one.value(), owners), paused, owners)))
                    .isEmpty());
  }

  /** How many calls a workspace may make in all that time; 0 for as many as it likes. */
  private void limit(int calls) {
    var _ =
        sandbox.admin(
            "PUT",
            "/admin/limits/notion.workspace",
            JsonMapper.shared()
                .createObjectNode()
                .put("amount", calls)
                .put("windowMillis", PAUSE.toMillis())
                .put("retryAfterMillis", RETRY_AFTER.toMillis()));
  }

  private static List<Command> looks(List<UserId> users, String id) {
    return new ArrayList<>(users.stream().map(user -> Mix.look(user, id, Topics.NOTE)).toList());
  }

  private List<UserId> firstOfEachWorker(List<UserId> users, Map<Integer, UUID> owners) {
    return List.copyOf(
        users.stream()
            .skip(1)
            .collect(
                Collectors.toMap(
                    user -> owners.getOrDefault(People.partition(user), new UUID(0, 0)),
                    user -> user,
                    (one, another) -> one))
            .values());
  }

  private boolean bothShut() {
    return isShut(stack.stack().app("note-worker")) && isShut(second);
  }

  private static boolean isShut(AppProcess worker) {
    try (RunningJvm jvm = new RunningJvm(worker)) {
      return jvm.metric("errand_gates_shut") == 1;
    }
  }

  private static @Nullable UUID ownerOf(String user, Map<Integer, UUID> owners) {
    return owners.get(People.partition(new UserId(user)));
  }

  private static List<LedgerCall> callsOf(
      @Nullable UUID worker, List<LedgerCall> calls, Map<Integer, UUID> owners) {
    return calls.stream()
        .filter(call -> Objects.equals(ownerOf(String.valueOf(call.person()), owners), worker))
        .toList();
  }

  /** Calls that were made although their worker had been told to stay away for longer. */
  private static List<LedgerCall> tooSoon(List<LedgerCall> calls) {
    List<LedgerCall> refusals = calls.stream().filter(call -> call.status() == 429).toList();
    return calls.stream()
        .filter(call -> refusals.stream().anyMatch(refusal -> isKnown(refusal, call)))
        .toList();
  }

  private static boolean isKnown(LedgerCall refusal, LedgerCall later) {
    long since = later.arrivedNanos() - refusal.finishedNanos();
    return since > HEARD.toNanos() && since < RETRY_AFTER.toNanos() * 7 / 8;
  }

  private Map<UUID, Long> shares() {
    return owners().values().stream()
        .collect(Collectors.groupingBy(owner -> owner, Collectors.counting()));
  }

  /** Which worker has which partition. */
  private Map<Integer, UUID> owners() {
    return Sql.on(stack.stack().database())
        .sql("select part, owner from lane_owner where owner is not null and topic = ?")
        .param(Topics.NOTE.commands())
        .query((row, _) -> Map.entry(row.getInt("part"), row.getObject("owner", UUID.class)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
