package dev.errand.mailworker.operations;

import static dev.errand.mailworker.operations.Post.CREATE;
import static dev.errand.mailworker.operations.Post.SEND;
import static dev.errand.schemas.mail.MailOperations.MAIL_DRAFT;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND_DRAFT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.ledger.Call;
import dev.errand.schemas.Command;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** While a draft waits to be sent its person may throw it away. Then it is not sent. */
class DeletedDraftTest {

  private static final String FOLDER = Post.FOLDERS + "/{folder}";

  private final Post post = new Post();

  private static List<OperationName> ways() {
    return RefusedSendTest.WAYS;
  }

  private String onlyMailIn(String folder) {
    List<JsonNode> mails = post.mailsIn("ann", folder);
    assertThat(mails).as(folder).hasSize(1);
    return mails.getFirst().path("id").asString();
  }

  private void deleteDraft() {
    post.delete("ann", onlyMailIn("drafts"));
    assertThat(post.mailsIn("ann", "deleteditems")).hasSize(1);
  }

  private void deleteDraftForGood() {
    deleteDraft();
    post.delete("ann", onlyMailIn("deleteditems"));
  }

  private Problem assertNotSent(Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.FAILED);
    Problem problem = Received.problem(result);
    assertThat(problem.code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(problem.retryable()).isFalse();
    assertThat(post.accepted()).isZero();
    assertThat(post.mailsAtLastIn("ben", "inbox")).isEmpty();
    return problem;
  }

  private void assertToldAsDeleted(Result result) {
    assertThat(assertNotSent(result).title()).contains("was deleted");
    assertThat(post.mailsIn("ann", "deleteditems")).hasSize(1);
  }

  private void assertSent(Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(post.accepted()).isEqualTo(1);
    assertThat(post.mailsAtLastIn("ben", "inbox")).hasSize(1);
  }

  /** The first try is turned away, and so there is another run. */
  private Command waiting(OperationName way) {
    Command mail = RefusedSendTest.mail(post, way);
    post.strike(post.preset("401_claims_challenge"), SEND);
    return mail;
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aDraftThatItsPersonHasDeletedMeanwhileIsNotSent(OperationName way) {
    Command mail = waiting(way);
    post.beforeRun(2, this::deleteDraft);
    assertToldAsDeleted(post.harness().run(mail));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void oneThatIsGoneForGoodIsToldAlike(OperationName way) {
    Command mail = waiting(way);
    post.beforeRun(2, this::deleteDraftForGood);
    assertThat(assertNotSent(post.harness().run(mail)).title()).contains("was deleted");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void oneThatNothingLeadsToAnyMoreIsToldAlike(OperationName way) {
    Command mail = waiting(way);
    post.strikeAfter(
        way.equals(MAIL_SEND) ? 0 : way.equals(MAIL_SEND_DRAFT) ? 2 : 1,
        Fault.answer(
            Point.BEFORE, Post.json(404, "{\"error\": {\"code\": \"ErrorItemNotFound\"}}")),
        "GET",
        Post.MESSAGE);
    post.beforeRun(2, this::deleteDraftForGood);
    assertThat(assertNotSent(post.harness().run(mail)).title()).contains("not there any more");
  }

  /** 30 mails a minute. */
  @Test
  void whoWaitsForTheLimitIsLookedAtBeforeItIsSent() {
    OperationHarness harness = post.harness();
    JsonNode lunch = RefusedSendTest.mail(post, MAIL_SEND).data();
    for (int sent = 0; sent < 30; sent++) {
      Command mail = Post.command("ann", "c-" + sent, MAIL_SEND, lunch.toString());
      assertThat(harness.run(mail).status()).isEqualTo(Status.SUCCEEDED);
    }
    post.beforeRun(
        32,
        () -> {
          post.pass(Duration.ofSeconds(1));
          deleteDraft();
        });
    Result last = harness.run(Post.command("ann", "c-30", MAIL_SEND, lunch.toString()));
    assertThat(Received.problem(last).title()).contains("was deleted");
    assertThat(post.accepted()).isEqualTo(30);
  }

  /** A run that has looked around waits for a limit itself, and longer than a person needs. */
  @ParameterizedTest
  @MethodSource("ways")
  void whoWaitsInOneRunIsLookedAtAsWell(OperationName way) {
    Command mail = RefusedSendTest.mail(post, way);
    AtomicInteger asked = new AtomicInteger();
    int answers = way.equals(MAIL_SEND) ? 1 : way.equals(MAIL_SEND_DRAFT) ? 0 : 3;
    post.taking(
        () -> {
          if (asked.incrementAndGet() == answers + 1) {
            deleteDraft();
          }
          return asked.get() <= answers ? 0 : Duration.ofSeconds(1).toNanos();
        });
    assertToldAsDeleted(post.harness().run(mail));
  }

  /** Outlook sends what lies there. */
  @Test
  void aDraftThatWasDeletedBeforeIsNotTouched() {
    String draft = draft(post);
    deleteDraft();
    assertToldAsDeleted(post.run(MAIL_SEND_DRAFT, "{\"message\": \"" + draft + "\"}"));
    assertThat(post.calls()).filteredOn(call -> call.method().equals("PATCH")).isEmpty();
  }

  /** By an id that stays when it is moved. */
  private static String draft(Post post) {
    String lunch =
        """
        {"to": [{"address": "ben@sandbox.example"}], "subject": "Lunch", "body": "At noon."}
        """;
    Result drafted = post.harness().run(Post.command("ann", "c-0", MAIL_DRAFT, lunch));
    return Objects.requireNonNull(drafted.output()).path("message").asString();
  }

  @Test
  void aStaleIdDoesNotLeadToADraftThatWasDeleted() {
    String id = draft(post);
    deleteDraft();
    JsonNode deleted = post.mailsIn("ann", "deleteditems").getFirst();
    String data =
        "{\"message\": \"%s\", \"internetMessageId\": \"%s\"}"
            .formatted(Received.nobodys(id), deleted.path("internetMessageId").asString());
    assertToldAsDeleted(post.run(MAIL_SEND_DRAFT, data));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aDraftThatIsSomewhereElseIsSent(OperationName way) {
    Command mail = waiting(way);
    post.beforeRun(2, () -> post.move("ann", onlyMailIn("drafts"), "archive"));
    assertSent(post.harness().run(mail));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aReplayDoesNotSendWhatWasDeletedAfterTheFirst(OperationName way) {
    Command mail = RefusedSendTest.mail(post, way);
    post.strike(post.preset("507_quota"), SEND);
    OperationHarness harness = post.harness();
    assertThat(Received.problem(harness.run(mail)).code()).isEqualTo(ProblemCode.MAILBOX_FULL);
    deleteDraft();
    assertToldAsDeleted(harness.run(Post.replay(mail, 1)));
  }

  /** What carries the mark is found wherever it lies. */
  @Test
  void aDraftThatIsFoundAmongWhatWasDeletedIsNotSent() {
    Command mail = RefusedSendTest.mail(post, MAIL_SEND);
    post.strike(post.preset("504_after_accept"), CREATE);
    post.beforeRun(2, this::deleteDraft);
    assertToldAsDeleted(post.harness().run(mail));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofTwoThatAreTheSameTheOneThatWasNotDeletedIsSent(boolean older) {
    Command mail = RefusedSendTest.mail(post, MAIL_SEND);
    post.strike(post.preset("504_after_accept"), CREATE);
    post.beforeRun(
        2,
        () -> {
          String first = onlyMailIn("drafts");
          String second = twin(mail);
          post.delete("ann", older ? first : second);
        });
    assertSent(post.harness().run(mail));
    assertThat(post.mailsIn("ann", "deleteditems")).hasSize(1);
    assertThat(post.mailsIn("ann", "drafts")).isEmpty();
  }

  private String twin(Command mail) {
    ExtendedProperty mark = Mark.of(mail);
    post.pass(Duration.ofSeconds(1));
    return post.post(
            "ann",
            "/me/messages",
            """
            {"subject": "Lunch",
             "toRecipients": [{"emailAddress": {"address": "ben@sandbox.example"}}],
             "singleValueExtendedProperties": [{"id": "%s", "value": "%s"}]}
            """
                .formatted(mark.id(), mark.value()))
        .path("id")
        .asString();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatIsDeletedInDoubtIsNotSentASecondTime(OperationName way) {
    Command mail = RefusedSendTest.mail(post, way);
    post.strike(post.preset("504_before"), SEND);
    post.beforeRun(2, this::deleteDraft);
    assertToldAsDeleted(post.harness().run(mail));
  }

  /** It may have gone out before it was deleted, and only come to be seen so later. */
  @Test
  void whatWentOutAndWasDeletedAfterwardsIsToldAsSent() {
    Command mail = RefusedSendTest.mail(post, MAIL_SEND);
    post.settings("{\"sendDelayMillis\": 400000, \"transit\": \"DRAFTS\"}");
    post.strike(post.preset("504_after_accept"), SEND);
    post.beforeRun(2, this::deleteDraft);
    assertSent(post.harness().run(mail));
  }

  /** Not every kind of account has the folder where Exchange keeps what was deleted for good. */
  @ParameterizedTest
  @CsvSource({
    "404, ErrorFolderNotFound",
    "403, ErrorAccessDenied",
    "400, ErrorInvalidIdMalformed",
    "400, ErrorInvalidRequest"
  })
  void whereNothingDeletedForGoodCanBeSeenAMovedDraftIsSentAndADeletedOneIsNot(
      int status, String code) {
    Fault hidden =
        Fault.answer(Point.BEFORE, Post.json(status, "{\"error\": {\"code\": \"" + code + "\"}}"));
    post.strikeAfter(2, hidden, "GET", FOLDER);
    Command mail = waiting(MAIL_SEND);
    post.beforeRun(2, () -> post.move("ann", onlyMailIn("drafts"), "archive"));
    assertSent(post.harness().run(mail));
    Post other = new Post();
    other.strike(other.preset("401_claims_challenge"), SEND);
    other.strikeAfter(2, hidden, "GET", FOLDER);
    Command deleted = RefusedSendTest.mail(other, MAIL_SEND);
    other.beforeRun(
        2,
        () -> other.delete("ann", other.mailsIn("ann", "drafts").getFirst().path("id").asString()));
    assertThat(Received.problem(other.harness().run(deleted)).title()).contains("was deleted");
    assertThat(other.accepted()).isZero();
  }

  /** Only that one: where most people's deleted mails lie has to be known. */
  @Test
  void whereDeletedItemsCannotBeSeenNothingIsSent() {
    post.strikeAfter(
        1,
        Fault.answer(
            Point.BEFORE, Post.json(403, "{\"error\": {\"code\": \"ErrorAccessDenied\"}}")),
        "GET",
        FOLDER);
    Command mail = waiting(MAIL_SEND);
    post.beforeRun(2, () -> post.move("ann", onlyMailIn("drafts"), "archive"));
    Result result = post.harness().run(mail);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.MISSING_PERMISSION);
    assertThat(post.accepted()).isZero();
  }

  private static Stream<Arguments> faults() {
    return PassingFaults.anywhere().stream()
        .flatMap(fault -> Stream.of(Post.MESSAGE, FOLDER).map(route -> Arguments.of(fault, route)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aLookThatFailsForTheMomentIsTakenAgainAndIsNoDoubt(String fault, String route) {
    Command mail = waiting(MAIL_SEND);
    post.beforeRun(2, () -> post.move("ann", onlyMailIn("drafts"), "archive"));
    post.strike(post.preset(fault), "GET", route);
    assertSent(post.harness().run(mail));
    assertThat(lookedForTheMark()).isEmpty();
  }

  private List<Call> lookedForTheMark() {
    return post.calls().stream()
        .filter(call -> call.method().equals("GET") && call.route().equals(CREATE))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"504_after_accept", "504_before"})
  void aCrashAtAnyPointSendsNothing(String fault) {
    for (int point = 1; ; point++) {
      Post fresh = new Post();
      String draft = draft(fresh);
      Command mail =
          Post.command("ann", "c-1", MAIL_SEND_DRAFT, "{\"message\": \"" + draft + "\"}");
      fresh.delete("ann", fresh.mailsIn("ann", "drafts").getFirst().path("id").asString());
      fresh.strike(fresh.preset(fault), "GET", Post.MESSAGE);
      OperationHarness harness = fresh.harness().crashAt(point);
      Result result = harness.run(mail);
      assertThat(Received.problem(result).title()).contains("was deleted");
      assertThat(fresh.accepted()).as("crash at %s", point).isZero();
      if (!harness.crashed()) {
        return;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"mail.send, 2, 4", "mail.send-draft, 6, 8", "mail.reply, 4, 6", "mail.forward, 4, 6"})
  void whatIsSentInOneGoIsNotLookedAtAndWhatWaitedIs(String operation, int calls, int waited) {
    OperationName way = new OperationName(operation);
    Command inOneGo = RefusedSendTest.mail(post, way);
    assertThat(callsOf(inOneGo)).isEqualTo(calls);
    assertThat(callsOf(waiting(way))).as("with the one that was turned away").isEqualTo(waited + 1);
  }

  private int callsOf(Command command) {
    int before = post.calls().size();
    assertThat(post.harness().run(command).status()).isEqualTo(Status.SUCCEEDED);
    return post.calls().size() - before;
  }
}
