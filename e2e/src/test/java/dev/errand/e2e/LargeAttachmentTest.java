package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.local.drive.CommandBus;
import dev.errand.local.drive.RunningJvm;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Command;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A large file goes into a mail while its worker is killed in the middle of ranges and its
 * connections break: it is there once, byte for byte, and little of it was sent twice. {@code
 * -Derrand.large-attachment=150000000} is the long form; it takes some ten minutes, most of them
 * for the limit.
 */
class LargeAttachmentTest {

  private static final long SIZE = Long.getLong("errand.large-attachment", 12_000_000);
  private static final int KILLS = SIZE > 100_000_000 ? 3 : 1;
  private static final long RANGE = 12 * 320 * 1024;
  private static final String SESSION = "/outlook/api/v2.0/{user}/{message}/{session}";
  private static final Duration PATIENCE = Duration.ofMinutes(KILLS * 5L + 3);

  private static final TestStack stack = TestStack.shared();
  private static final SandboxDriver sandbox = stack.sandbox();
  private static final Queue<Result> results = new ConcurrentLinkedQueue<>();
  private static final CommandBus bus =
      new CommandBus(stack.stack().bootstrapServers(), results::add, dead -> {});

  @BeforeAll
  static void allowLargeMessages() {
    largestMessage(400_000_000);
  }

  @AfterEach
  void mend() {
    var _ = sandbox.admin("DELETE", "/admin/faults", null);
  }

  @AfterAll
  static void end() {
    largestMessage(35 * 1024 * 1024);
    bus.close();
  }

  private static void largestMessage(long bytes) {
    ObjectNode settings = JsonMapper.shared().createObjectNode().put("largestMessageBytes", bytes);
    var _ = sandbox.admin("PATCH", "/admin/graph/settings", settings);
  }

  @Test
  void aFileThatIsInterruptedAgainAndAgainIsAttachedOnce() {
    UserId user = new NewPeople(stack.stack(), sandbox).connected(1).getFirst();
    String receiver = user + "-friend";
    sandbox.makePerson(receiver);
    LargeFile file = new LargeFile(SIZE);
    String upload = file.upload(stack.stack(), user);
    long begin = sandbox.ledgerEnd();
    long began = System.nanoTime();
    int between = Math.toIntExact(SIZE / RANGE / (KILLS + 1));

    long heap = 0;
    hold(between - 1);
    bus.publish(mail(user, receiver, upload));
    for (int kill = 1; kill <= KILLS; kill++) {
      heap = Math.max(heap, untilARangeIsUnderWay(begin));
      stack.kill(List.of("mail-worker"));
      if (kill < KILLS) {
        hold(between);
      }
      cut(1);
      var _ = stack.stack().up();
    }
    heap = Math.max(heap, untilItIsAnswered());
    Duration took = Duration.ofNanos(System.nanoTime() - began);

    assertThat(results).hasSize(1);
    assertThat(results.element().status())
        .as("%s", results.element().problem())
        .isEqualTo(Status.SUCCEEDED);
    await("the mail").atMost(PATIENCE).until(() -> !attached(receiver).isEmpty());
    assertThat(attached(receiver)).containsExactly(SIZE + " " + file.sha256());
    assertThat(attached(user.value())).containsExactly(SIZE + " " + file.sha256());
    List<JsonNode> ranges = ranges(begin);
    long sent = ranges.stream().mapToLong(call -> call.path("bodyBytes").asLong()).sum();
    System.out.printf(
        "large attachment: %d bytes, %d kills, %d connections cut; %d ranges with %d bytes, %.1f"
            + " ranges too many; heap in use up to %d MB of 512; %d s%n",
        SIZE,
        KILLS,
        ranges.stream().filter(call -> call.path("fault").asString("").contains("reset")).count(),
        ranges.size(),
        sent,
        (sent - SIZE) / (double) RANGE,
        heap / 1_000_000,
        took.toSeconds());
    assertThat(sent).isLessThanOrEqualTo(SIZE + 3 * RANGE);
    assertThat(ranges).noneMatch(call -> call.path("status").asInt() == 429);
    assertThat(ranges).allMatch(call -> call.path("authorization").asString().equals("none"));
  }

  /** The worker waits for the answer to one range, after so many that have one. */
  private static void hold(int spared) {
    ObjectNode rule = onRanges().put("after", spared);
    rule.putObject("fault").put("delayMillis", 4_000);
    var _ = sandbox.admin("POST", "/admin/faults", rule);
  }

  /** One range arrives, and nobody is told. */
  private static void cut(int spared) {
    ObjectNode rule = onRanges().put("after", spared);
    rule.putObject("fault").put("preset", "graph.reset_after_accept");
    var _ = sandbox.admin("POST", "/admin/faults", rule);
  }

  private static ObjectNode onRanges() {
    return JsonMapper.shared()
        .createObjectNode()
        .put("method", "PUT")
        .put("route", SESSION)
        .put("times", 1);
  }

  private static long untilARangeIsUnderWay(long begin) {
    return watchingTheHeap(
        () ->
            ranges(begin).stream()
                .anyMatch(
                    call ->
                        call.path("fault").asString("").contains("delay")
                            && call.path("finishedNanos").asLong() == 0));
  }

  private static long untilItIsAnswered() {
    return watchingTheHeap(() -> !results.isEmpty());
  }

  /** The most that was seen in use, garbage and all. */
  private static long watchingTheHeap(BooleanSupplier done) {
    long[] most = {0};
    try (RunningJvm worker = new RunningJvm(stack.stack().app("mail-worker"))) {
      await("the next thing to happen to a large file")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                most[0] = Math.max(most[0], worker.metric("jvm_memory_used_bytes{area=\"heap\""));
                return done.getAsBoolean();
              });
    }
    return most[0];
  }

  private static List<JsonNode> ranges(long begin) {
    return sandbox.ledgerSince(begin).stream()
        .filter(call -> call.path("route").asString().equals(SESSION))
        .filter(call -> call.path("method").asString().equals("PUT"))
        .toList();
  }

  private static List<String> attached(String person) {
    return sandbox.attachments(person).stream()
        .map(file -> file.path("size").asLong() + " " + file.path("sha256").asString())
        .toList();
  }

  private static Command mail(UserId user, String receiver, String upload) {
    ObjectNode data = JsonMapper.shared().createObjectNode();
    data.put("subject", "Large").put("body", "Here it is.");
    data.putArray("to").addObject().put("address", receiver + "@sandbox.example");
    data.putArray("attachments").addObject().put("upload", upload);
    return Mix.of(user, "large-1", MailOperations.MAIL_SEND, data);
  }
}
