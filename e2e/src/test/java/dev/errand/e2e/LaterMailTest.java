package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.local.drive.MailMark;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Command;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Drafts, answers and what is passed on, asked for later: with a time, or with a while in which it
 * can be undone. Half of them are taken back meanwhile, and somebody else tries to take back the
 * rest. All is asked for at once, each test looks at one thing that came of it.
 */
class LaterMailTest {

  /** In which what is to be taken back has to be, on a machine that is busy. */
  private static final Duration HOLD = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final TestStack stack = TestStack.shared();
  private static final SandboxDriver sandbox = stack.sandbox();

  private static final List<UserId> people =
      new NewPeople(stack.stack(), sandbox).connected(2, Set.of(Provider.MICROSOFT));
  private static final UserId ada = people.getFirst();
  private static final UserId eve = people.getLast();

  private static List<Command> letters = List.of();

  /** The drafts that they wrote. */
  private static List<String> drafts = List.of();

  private static Instant asked = Instant.MIN;
  private static List<Result> taken = List.of();
  private static List<Result> kept = List.of();
  private static List<Command> keptCommands = List.of();
  private static List<Result> cancels = List.of();
  private static List<Result> othersCancels = List.of();
  private static List<Result> lateCancels = List.of();
  private static List<Result> again = List.of();
  private static List<JsonNode> calls = List.of();

  @BeforeAll
  static void askForAllOfIt() {
    try (Answered answered = new Answered(stack.stack())) {
      String question = sandbox.receive(ada.value(), "A question");
      letters =
          Stream.of("taken", "kept").flatMap(name -> LaterCommands.letters(ada, name)).toList();
      drafts =
          answered.done(letters).stream()
              .map(written -> output(written).path("message").asString())
              .toList();
      long begin = sandbox.ledgerEnd();
      asked = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      LaterCommands later = new LaterCommands(ada, asked, HOLD);
      List<Command> takenCommands = later.all("taken", question, drafts.subList(0, 2));
      keptCommands = later.all("kept", question, drafts.subList(2, 4));
      List<Command> takeBack = LaterCommands.cancels(ada, "cancel", takenCommands);
      answered.publish(takenCommands);
      answered.publish(keptCommands);
      answered.publish(takeBack);
      cancels = answered.results(takeBack);
      othersCancels = answered.done(LaterCommands.cancels(eve, "cancel", keptCommands));
      kept = answered.results(keptCommands);
      taken = answered.results(takenCommands);
      lateCancels = answered.done(LaterCommands.cancels(ada, "late", keptCommands));
      again = sentAgain(takenCommands);
      calls =
          sandbox.ledgerSince(begin).stream()
              .filter(call -> call.path("person").asString("").equals(ada.value()))
              .filter(call -> call.path("area").asString("").equals("graph"))
              .toList();
    }
  }

  private static JsonNode output(Result result) {
    return Objects.requireNonNull(result.output(), () -> String.valueOf(result.problem()));
  }

  /** As a producer does that does not know of the first time; and now it need not wait. */
  private static List<Result> sentAgain(List<Command> commands) {
    try (Answered anew = new Answered(stack.stack())) {
      return anew.done(commands.stream().map(command -> command.later(null, null)).toList());
    }
  }

  @Test
  void whatIsTakenBackInTimeEndsSo() {
    assertThat(cancels).hasSize(6).extracting(Result::status).containsOnly(Status.SUCCEEDED);
    assertThat(taken).hasSize(6).allSatisfy(LaterMailTest::wasTakenBack);
  }

  private static void wasTakenBack(Result result) {
    assertThat(result.status()).isEqualTo(Status.CANCELLED);
    Problem problem = Objects.requireNonNull(result.problem());
    assertThat(problem.code()).isEqualTo(ProblemCode.NOT_PERMITTED);
    assertThat(problem.title()).isEqualTo("This was taken back");
  }

  @Test
  void whatIsTakenBackStaysSoWhenItIsSentAgain() {
    assertThat(again).hasSize(6).allSatisfy(LaterMailTest::wasTakenBack);
  }

  @Test
  void theRestIsDoneOnceAndNothingOfWhatWasTakenBack() {
    assertThat(kept)
        .hasSize(6)
        .allSatisfy(each -> assertThat(each.status()).as("%s", each).isEqualTo(Status.SUCCEEDED));
    assertThat(calls.stream().filter(call -> call.path("effectKind").asString("").equals("mail")))
        .extracting(call -> call.path("errandCommand").asString())
        .containsExactlyInAnyOrderElementsOf(marks(keptCommands));
  }

  @Test
  void nothingIsAskedOfOutlookBeforeItsTime() {
    assertThat(calls)
        .isNotEmpty()
        .allSatisfy(
            call ->
                assertThat(Instant.parse(call.path("arrivedAt").asString()))
                    .isAfterOrEqualTo(asked.plus(HOLD)));
  }

  @Test
  void aDraftThatIsNotSentLiesWhereItWasAndNoOtherIsLeft() {
    await("the mails that are sent")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(in("Sent Items", "mark"))
                    .containsExactlyInAnyOrderElementsOf(marks(keptCommands)));
    assertThat(in("Drafts", "immutableId"))
        .containsExactlyInAnyOrderElementsOf(drafts.subList(0, 2));
    assertThat(in("Drafts", "mark"))
        .as("as who wrote them left them")
        .containsExactlyInAnyOrderElementsOf(marks(letters.subList(0, 2)));
  }

  private static List<String> in(String folder, String field) {
    return sandbox
        .mailbox(ada.value())
        .valueStream()
        .filter(each -> each.path("path").asString().equals(folder))
        .flatMap(each -> each.path("messages").valueStream())
        .map(mail -> mail.path(field).asString())
        .toList();
  }

  private static List<String> marks(List<Command> commands) {
    return commands.stream().map(MailMark::of).toList();
  }

  @Test
  void somebodyElseTakesNothingBack() {
    assertThat(othersCancels)
        .hasSize(6)
        .allSatisfy(each -> wasRefused(each, ProblemCode.NOT_FOUND));
    Instant tried = latest(othersCancels.stream().map(each -> each.timing().finishedAt()));
    assertThat(tried).as("while it could be taken back").isBefore(asked.plus(HOLD));
  }

  @Test
  void whatIsDoneCannotBeTakenBackAnyMore() {
    assertThat(lateCancels).hasSize(6).allSatisfy(each -> wasRefused(each, ProblemCode.CONFLICT));
  }

  private static void wasRefused(Result result, ProblemCode code) {
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(Objects.requireNonNull(result.problem()).code()).isEqualTo(code);
  }

  private static Instant latest(Stream<Instant> times) {
    return times.max(Instant::compareTo).orElseThrow();
  }
}
