package dev.errand.e2e.sends;

import static dev.errand.e2e.oracle.LimitsKept.DOCUMENTED_GRAPH_CALLS;
import static dev.errand.e2e.oracle.LimitsKept.DOCUMENTED_MAILS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.e2e.TestStack;
import dev.errand.e2e.oracle.Evidence;
import dev.errand.e2e.oracle.LedgerCall;
import dev.errand.e2e.oracle.LimitsKept;
import dev.errand.e2e.oracle.Oracles;
import dev.errand.schemas.Command;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.json.JsonMapper;

/**
 * One person's mails in bulk, as many as their mailbox takes, while others write mails and wait for
 * them. With 30 mails in bulk and the documented limits; {@code -Derrand.bulk=5000} is the long
 * form, with 500 others, and with {@code -Derrand.bulk.messages=500} mails a minute, since at 30 it
 * would take three hours. So many take more requests than a mailbox has, which then has more.
 */
@ResourceLock(TestStack.BESIDE)
@Order(Integer.MAX_VALUE) // then nobody has to wait for it
class MailboxLimitsTest {

  private static final int BULK = Integer.getInteger("errand.bulk", 30);
  private static final boolean LONG = BULK >= 1_000;
  private static final int OTHERS = LONG ? 500 : 20;
  private static final int MESSAGES =
      Integer.getInteger("errand.bulk.messages", LONG ? 500 : DOCUMENTED_MAILS);

  /** Two for each mail, and what is kept of them. */
  private static final int RECIPIENTS = Math.max(10_000, 3 * BULK);

  /**
   * In ten minutes, so that the mails are what bulk waits for: two for each mail, of which bulk has
   * four in five, are 25 for each that may be sent in a minute; and some for looks.
   */
  private static final int REQUESTS = Math.max(DOCUMENTED_GRAPH_CALLS, 30 * MESSAGES);

  /** One in fifty is kept for what people wait for. */
  private static final int OF_BULK = MESSAGES - Math.ceilDiv(MESSAGES, 50);

  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** A sixth more than the limit allows for, for a slow machine. */
  private static final Duration PATIENCE =
      WINDOW.multipliedBy(3 + Math.ceilDiv(BULK * 7L / 6, OF_BULK));

  /** One of them writes each so many milliseconds. */
  private static final int PACE = LONG ? 200 : 100;

  @Test
  void bulkTakesItsShareOfAMailboxAndNoWindowHoldsMoreAndNobodyElseWaits() {
    try (SendStack stack =
            new SendStack(
                Map.of(
                    "errand.graph.limits.messages", "" + MESSAGES,
                    "errand.graph.limits.recipients", "" + RECIPIENTS,
                    "errand.graph.limits.requests", "" + REQUESTS));
        Senders senders = new Senders(stack.stack(), 1 + OTHERS)) {
      strict(stack);
      List<Command> alone = others(senders, OTHERS);
      senders.awaitAllBut(alone, 0, PATIENCE);
      List<Command> bulk = new ArrayList<>();
      for (int i = 0; i < BULK; i++) {
        bulk.add(senders.write(0, false, Priority.BULK));
      }
      senders.flush();
      List<Command> beside = others(senders, OTHERS);
      senders.awaitAllBut(bulk, BULK / 2, PATIENCE);
      Command own = senders.write(0, false, Priority.INTERACTIVE);
      senders.flush();
      senders.awaitAllBut(List.of(own), 0, WINDOW);
      assertThat(senders.open(bulk)).as("goes before those in bulk").isNotEmpty();
      senders.awaitAllBut(bulk, 0, PATIENCE);
      senders.awaitAllBut(beside, 0, PATIENCE);
      judge(senders, alone, beside);
    }
  }

  /** What is too much is refused, as one version of the documentation says, and not deferred. */
  private static void strict(SendStack stack) {
    limit(stack, "graph.messages", MESSAGES);
    limit(stack, "graph.recipients", RECIPIENTS);
    limit(stack, "graph.requests", REQUESTS);
    var _ =
        stack
            .sandbox()
            .admin(
                "PATCH",
                "/admin/graph/settings",
                JsonMapper.shared().createObjectNode().put("excess", "REFUSED"));
  }

  private static void limit(SendStack stack, String name, int amount) {
    var _ =
        stack
            .sandbox()
            .admin(
                "PUT",
                "/admin/limits/" + name,
                JsonMapper.shared().createObjectNode().put("amount", amount));
  }

  /** The others write one after the other. */
  private static List<Command> others(Senders senders, int count) {
    List<Command> written = new CopyOnWriteArrayList<>();
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      var writing =
          clock.scheduleAtFixedRate(
              () -> {
                if (written.size() < count) {
                  written.add(senders.write(1 + written.size(), false, Priority.INTERACTIVE));
                  senders.flush();
                }
              },
              0,
              PACE,
              TimeUnit.MILLISECONDS);
      await()
          .atMost(Duration.ofMillis(2L * PACE * count + 60_000))
          .until(() -> written.size() == count);
      writing.cancel(false);
    }
    return List.copyOf(written);
  }

  private static void judge(Senders senders, List<Command> alone, List<Command> beside) {
    Evidence evidence = senders.evidence(senders.users());
    LimitsKept limits = new LimitsKept(evidence, MESSAGES, REQUESTS);
    UserId busy = senders.users().getFirst();
    System.out.printf(
        "limits: fullest windows %s; %s%n", limits.fullest(), rate(mailTimes(evidence, busy)));
    System.out.printf(
        "limits: the %d others waited %s alone and %s beside bulk%n",
        OTHERS, waits(evidence, alone), waits(evidence, beside));
    Oracles.assertHold(
        Oracles.of(evidence, Set.of(Status.SUCCEEDED)).stream()
            .filter(oracle -> !(oracle instanceof LimitsKept))
            .toList());
    Oracles.assertHold(List.of(limits));
    senders.awaitArrived(evidence);
    assertThat(mailTimes(evidence, busy)).hasSize(BULK + 1);
  }

  /** When each mail of a person came to be sent, in nanoseconds. */
  private static long[] mailTimes(Evidence evidence, UserId user) {
    return evidence.calls().stream()
        .filter(call -> "mail".equals(call.effectKind()) && user.value().equals(call.person()))
        .mapToLong(LedgerCall::arrivedNanos)
        .sorted()
        .toArray();
  }

  /** The time that the limit alone takes, as a part of the time that it took. */
  private static String rate(long[] times) {
    double minutes = (times[times.length - 1] - times[0]) / (double) WINDOW.toNanos();
    double aMinute = (times.length - 1) / minutes;
    return "%d mails in %.2f minutes, %.1f %% of the limit of %d a minute, of which bulk may have %d"
        .formatted(times.length, minutes, 100 * aMinute / MESSAGES, MESSAGES, OF_BULK);
  }

  /** Between acceptance and end. */
  private static String waits(Evidence evidence, List<Command> commands) {
    Set<String> names = new HashSet<>();
    commands.forEach(command -> names.add(command.user() + " " + command.id()));
    long[] millis =
        evidence.results().stream()
            .filter(result -> names.contains(result.user() + " " + result.command().id()))
            .mapToLong(MailboxLimitsTest::millis)
            .sorted()
            .toArray();
    return "%d ms (median), %d ms (99 of 100), %d ms (longest)"
        .formatted(
            millis[millis.length / 2],
            millis[millis.length * 99 / 100],
            LongStream.of(millis).max().orElse(0));
  }

  private static long millis(Result result) {
    return Duration.between(result.timing().acceptedAt(), result.timing().finishedAt()).toMillis();
  }
}
