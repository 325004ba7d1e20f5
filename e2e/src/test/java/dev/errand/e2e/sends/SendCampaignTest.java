package dev.errand.e2e.sends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.e2e.TestStack;
import dev.errand.e2e.oracle.Evidence;
import dev.errand.e2e.oracle.HonestFailures;
import dev.errand.e2e.oracle.HonestUnknowns;
import dev.errand.e2e.oracle.Oracles;
import dev.errand.e2e.oracle.TrueResults;
import dev.errand.local.drive.CommandApi;
import dev.errand.schemas.Command;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code mail.send} under every fault that Graph is known for, on each route of it: one mail, in
 * Sent Items and with each recipient, or none and an honest word. Each fault once; {@code
 * -Derrand.sends=10000} is the long form, in which faults come up to three times in a row and the
 * worker is killed now and then. What it prints tells how to have the same run again.
 */
@ResourceLock(TestStack.BESIDE)
@Execution(ExecutionMode.CONCURRENT)
class SendCampaignTest {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** After its first run an interactive command is tried for so long. */
  private static final Duration TRIED = Duration.ofMinutes(15);

  private static final int KILL_EACH = 3;

  private static final List<Cell> CELLS = Cells.passing();
  private static final List<Cell> PARKING = Cells.parking();

  private final SendSettings settings =
      SendSettings.of(System.getProperties(), CELLS.size(), System.nanoTime() % 1_000_000);
  private final Random random = new Random(settings.seed());

  @Test
  void whateverGraphAnswersEachMailIsSentOnceOrItIsToldThatItWasNot() {
    System.out.println("sends again with: " + settings.again());
    try (SendStack stack = new SendStack(Map.of());
        Senders senders = new Senders(stack.stack(), settings.people() + PARKING.size())) {
      long began = System.nanoTime();
      List<Command> parked = park(stack, senders);
      for (int wave = 0; wave < settings.waves(); wave++) {
        send(stack, senders, wave);
        System.out.printf(
            "sends: wave %d of %d is done after %d s%n",
            wave + 1, settings.waves(), (System.nanoTime() - began) / 1_000_000_000);
      }
      judge(stack, senders, parked);
    }
  }

  /** Those of whom a mail waits for minutes or hours write this one only. */
  private static List<Command> park(SendStack stack, Senders senders) {
    int first = senders.users().size() - PARKING.size();
    for (int i = 0; i < PARKING.size(); i++) {
      PARKING.get(i).strike(stack.sandbox(), senders.users().get(first + i), 1);
    }
    List<Command> parked =
        IntStream.range(first, senders.users().size())
            .mapToObj(from -> senders.write(from, true, Priority.INTERACTIVE))
            .toList();
    senders.flush();
    return parked;
  }

  private void send(SendStack stack, Senders senders, int wave) {
    travel(stack, wave);
    List<Cell> cells = new ArrayList<>(CELLS);
    Collections.shuffle(cells, random);
    for (int i = 0; i < settings.people(); i++) {
      UserId person = senders.users().get(i);
      cells.get(i % cells.size()).strike(stack.sandbox(), person, 1 + wave % 3);
    }
    List<Command> commands = new ArrayList<>();
    for (int mail = 0; mail < settings.mails(); mail++) {
      for (int i = 0; i < settings.people(); i++) {
        commands.add(senders.write(i, mail == 0, Priority.INTERACTIVE));
      }
    }
    senders.flush();
    if (settings.isLong() && wave % KILL_EACH == 1) {
      senders.awaitAllBut(commands, commands.size() * 9L / 10, PATIENCE);
      stack.killWorker();
      System.out.println("sends: the worker was killed and started again");
    }
    senders.awaitAllBut(commands, 0, PATIENCE);
  }

  /** Where an accepted mail is meanwhile, and for how long: nothing is documented. */
  private static void travel(SendStack stack, int wave) {
    List<String> transits = List.of("NOWHERE", "DRAFTS", "OUTBOX");
    var _ =
        stack
            .sandbox()
            .admin(
                "PATCH",
                "/admin/graph/settings",
                JsonMapper.shared()
                    .createObjectNode()
                    .put("transit", transits.get(wave % transits.size()))
                    .put("sendDelayMillis", 200 + 500 * (wave % 4)));
  }

  private void judge(SendStack stack, Senders senders, List<Command> parked) {
    Set<UserId> aside = parked.stream().map(Command::user).collect(Collectors.toSet());
    List<UserId> served = senders.users().stream().filter(user -> !aside.contains(user)).toList();
    List<Command> waiting = senders.open(parked);
    List<Command> limited;
    try (CommandApi api = new CommandApi(stack.stack())) {
      waiting.forEach(command -> await().untilAsserted(() -> saysWhy(api.state(command))));
      limited = waiting.stream().filter(command -> isLimited(api.state(command))).toList();
    }
    var _ = stack.sandbox().admin("DELETE", "/admin/faults", null);
    Evidence evidence = senders.evidence(served);
    Evidence all = senders.evidence(senders.users());
    HonestUnknowns unknowns = new HonestUnknowns(evidence);
    System.out.printf(
        "sends ended: %s, %d wait; %d calls, faults: %s%n",
        ends(all), waiting.size(), all.calls().size(), faults(all));
    System.out.printf("sends unknown: %d%n", unknowns.count());
    Oracles.assertHold(
        Oracles.of(evidence, Set.of(Status.SUCCEEDED, Status.UNKNOWN, Status.FAILED)));
    Oracles.assertHold(
        List.of(unknowns, new HonestFailures(evidence, TRIED), new TrueResults(all)));
    senders.awaitArrived(all);
    assertThat(limited).noneMatch(command -> all.mails().containsKey(command.user()));
    assertThat(struck(all)).containsAll(CELLS.stream().map(Cell::fault).distinct().toList());
  }

  /** Whose mail waits is told so, for what, and until when. */
  private static void saysWhy(JsonNode state) {
    assertThat(state.path("state").asString()).as("%s", state).isEqualTo("waiting");
    assertThat(state.path("waiting").path("cause").asString())
        .as("%s", state)
        .isIn("rate_limited", "retry", "doubt");
    assertThat(state.path("waiting").path("until").asString()).as("%s", state).isNotEmpty();
  }

  private static boolean isLimited(JsonNode state) {
    return state.path("waiting").path("cause").asString().equals("rate_limited");
  }

  private static Map<String, Long> ends(Evidence evidence) {
    return evidence.results().stream()
        .collect(Collectors.groupingBy(SendCampaignTest::end, TreeMap::new, Collectors.counting()));
  }

  private static String end(Result result) {
    return result.problem() == null
        ? result.status().wireName()
        : result.status().wireName() + " " + result.problem().code().wireName();
  }

  private static Map<String, Long> faults(Evidence evidence) {
    return evidence.calls().stream()
        .filter(call -> call.fault() != null)
        .collect(
            Collectors.groupingBy(
                call -> String.valueOf(call.fault()), TreeMap::new, Collectors.counting()));
  }

  /** The faults that did strike, by the names of their presets. */
  private static Set<String> struck(Evidence evidence) {
    return faults(evidence).keySet().stream()
        .map(text -> text.replaceAll("^graph\\.| (before|after) commit$", ""))
        .collect(Collectors.toSet());
  }
}
