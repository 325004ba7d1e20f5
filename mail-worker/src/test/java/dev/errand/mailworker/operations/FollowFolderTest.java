package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.MAIL_CHANGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who follows a folder learns of each mail that comes, and reads nothing that was there before. */
class FollowFolderTest {

  private static final String DELTA = "/graph/v1.0/me/mailFolders/{folder}/messages/delta";
  private static final String LIST = "/graph/v1.0/me/mailFolders/{folder}/messages";

  private final Post post = new Post();

  private String received(String subject, String at) {
    return post.receive(
            "ann", "{\"subject\": \"%s\", \"receivedDateTime\": \"%s\"}".formatted(subject, at))
        .path("immutableId")
        .asString();
  }

  private Result run(String data) {
    return post.run(MAIL_CHANGES, data.replace('\'', '"'));
  }

  private JsonNode changes(String data) {
    Result result = run(data);
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    return Objects.requireNonNull(result.output());
  }

  private JsonNode after(JsonNode before) {
    return changes("{'cursor': '" + before.path("cursor").asString() + "'}");
  }

  private static List<String> subjects(JsonNode changes) {
    return changes
        .path("mails")
        .valueStream()
        .map(mail -> mail.path("subject").asString())
        .toList();
  }

  private static boolean more(JsonNode changes) {
    return changes.path("more").asBoolean();
  }

  private static boolean resynchronised(JsonNode changes) {
    return changes.path("resynchronised").asBoolean();
  }

  private static ProblemCode problem(Result result) {
    return Objects.requireNonNull(result.problem()).code();
  }

  private long calls() {
    return post.calls().stream().filter(call -> call.route().startsWith("/graph")).count();
  }

  @Test
  void fromNowOnTellsNothingOfWhatIsThere() {
    for (int i = 0; i < 30; i++) {
      received("old " + i, "2026-01-01T10:0" + i / 10 + ":00Z");
    }
    JsonNode first = changes("{}");
    assertThat(calls()).isEqualTo(2);
    assertThat(first.path("removed")).isEmpty();
    assertThat(more(first)).isFalse();
    JsonNode second = after(first);
    assertThat(calls()).isEqualTo(3);
    assertThat(subjects(second)).isEmpty();
    received("new", "2026-01-02T10:00:00Z");
    assertThat(subjects(after(second))).containsExactly("new");
  }

  @Test
  void inAnEmptyFolderEverythingIsNew() {
    JsonNode first = changes("{}");
    received("new", "2026-01-02T10:00:00Z");
    assertThat(subjects(after(first))).containsExactly("new");
  }

  @Test
  void whatComesBetweenTheTwoFirstCallsIsNew() {
    String old = received("old", "2026-01-01T10:00:00Z");
    String answer =
        """
        {"value": [{"id": "%s", "receivedDateTime": "2026-01-01T10:00:00Z"}]}
        """
            .formatted(old);
    post.strike(Fault.answer(Point.BEFORE, Post.json(200, answer)), "GET", LIST);
    received("between", "2026-01-01T10:00:00Z");
    assertThat(subjects(changes("{}"))).containsExactly("between");
  }

  @Test
  void whatChangesAndWhatGoesIsToldToo() {
    JsonNode first = changes("{}");
    String read = received("read", "2026-01-02T10:00:00Z");
    String gone = received("gone", "2026-01-02T11:00:00Z");
    JsonNode second = after(first);
    assertThat(subjects(second)).containsExactlyInAnyOrder("read", "gone");

    post.move("ann", gone, "archive");
    var _ = post.patch("ann", "/me/messages/" + Post.encoded(read), "{\"isRead\": true}");
    JsonNode third = after(second);

    assertThat(third.path("removed").valueStream().map(JsonNode::asString)).containsExactly(gone);
    assertThat(subjects(third)).containsExactly("read");
    assertThat(third.path("mails").path(0).path("read").asBoolean()).isTrue();
    assertThat(third.path("mails").path(0).path("message").asString()).isEqualTo(read);
  }

  @Test
  void sinceADateComesPageByPage() {
    received("too old", "2026-01-01T09:59:59Z");
    for (int i = 0; i < 7; i++) {
      received("mail " + i, "2026-01-01T10:00:0" + i + "Z");
    }
    List<String> all = new ArrayList<>();
    JsonNode page = changes("{'since': '2026-01-01T10:00:00Z', 'limit': 3}");
    all.addAll(subjects(page));
    for (int pages = 1; more(page); pages++) {
      assertThat(pages).isLessThan(4);
      page = changes("{'limit': 3, 'cursor': '" + page.path("cursor").asString() + "'}");
      assertThat(page.path("mails").size()).isLessThanOrEqualTo(3);
      all.addAll(subjects(page));
    }
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 7).mapToObj(i -> "mail " + i).toList());
  }

  /** Outlook itself does not say that there are more. */
  @ParameterizedTest
  @CsvSource({"4999, false", "5003, true"})
  void whereOutlookTellsNoMoreItIsSaidThatSomeMayBeMissing(int mails, boolean incomplete) {
    for (int i = 0; i < mails; i++) {
      received("mail " + i, "2026-01-01T10:00:00Z");
    }
    Set<String> told = new HashSet<>();
    JsonNode page = changes("{'since': '2026-01-01T10:00:00Z', 'limit': 100}");
    told.addAll(subjects(page));
    while (more(page)) {
      assertThat(page.has("incomplete")).isFalse();
      page = changes("{'limit': 100, 'cursor': '" + page.path("cursor").asString() + "'}");
      told.addAll(subjects(page));
    }
    assertThat(told).hasSize(Math.min(mails, 5_000));
    assertThat(page.path("incomplete").asBoolean(false)).isEqualTo(incomplete);
    received("new", "2026-01-02T10:00:00Z");
    JsonNode next = after(page);
    assertThat(subjects(next)).containsExactly("new");
    assertThat(next.has("incomplete")).isFalse();
  }

  /** Nothing says that only the first answer is cut. */
  @Test
  void soItIsWhereSomebodyStayedAwayWhileAsManyCame() {
    JsonNode page = changes("{'since': '2026-01-01T10:00:00Z'}");
    for (int i = 0; i < 5_000; i++) {
      received("mail " + i, "2026-01-01T10:00:00Z");
    }
    do {
      assertThat(page.has("incomplete")).isFalse();
      page = changes("{'limit': 100, 'cursor': '" + page.path("cursor").asString() + "'}");
    } while (more(page));
    assertThat(page.path("incomplete").asBoolean(false)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"new, came, 0", "changed, read, 0", "removed, '', 1"})
  void oneKindOfChangeCanBeAskedFor(String only, String subject, int removed) {
    String read = received("read", "2026-01-01T10:00:00Z");
    String gone = received("gone", "2026-01-01T10:00:00Z");
    JsonNode first = changes("{'only': '" + only + "', 'since': '2026-01-01T00:00:00Z'}");
    received("came", "2026-01-02T10:00:00Z");
    post.move("ann", gone, "archive");
    var _ = post.patch("ann", "/me/messages/" + Post.encoded(read), "{\"isRead\": true}");
    JsonNode second =
        changes("{'only': '%s', 'cursor': '%s'}".formatted(only, first.path("cursor").asString()));
    assertThat(String.join(", ", subjects(second))).isEqualTo(subject);
    assertThat(second.path("removed")).hasSize(removed);
  }

  @Test
  void whenOutlookHasForgottenItBeginsAnewAndSaysSoAndNoMailIsMissed() {
    received("old", "2026-01-01T10:00:00Z");
    JsonNode first = changes("{}");
    received("told", "2026-01-02T10:00:00Z");
    JsonNode second = after(first);
    assertThat(subjects(second)).containsExactly("told");
    received("missed?", "2026-01-03T10:00:00Z");
    post.forgetFollowers("ann");
    long before = calls();

    JsonNode third = after(second);

    assertThat(resynchronised(third)).isTrue();
    assertThat(subjects(third)).contains("missed?").doesNotContain("old");
    assertThat(calls() - before).isEqualTo(2);
    received("later", "2026-01-04T10:00:00Z");
    JsonNode fourth = after(third);
    assertThat(resynchronised(fourth)).isFalse();
    assertThat(subjects(fourth)).containsExactly("later");
  }

  /** Some mailer's clock is wrong, or a mail was moved in with a date of its own. */
  @Test
  void aMailFromTheFutureSilencesNoMailOfThePresent() {
    received("tomorrow's world", "2099-01-01T00:00:00Z");
    JsonNode first = changes("{}");
    assertThat(subjects(first)).isEmpty();
    received("present", now());
    JsonNode second = after(first);
    assertThat(subjects(second)).contains("present");

    received("and again", "2099-01-02T00:00:00Z");
    JsonNode third = after(second);
    received("missed?", now());
    post.forgetFollowers("ann");
    assertThat(subjects(after(third))).contains("missed?");
  }

  /**
   * That each mail that comes is told holds for who asks from a moment on that is still to come.
   */
  @ParameterizedTest
  @ValueSource(longs = {60, 365 * 24 * 60 * 60})
  void fromAMomentInTheFutureOnMeansFromThePresentOn(long seconds) {
    received("long ago", "2026-01-02T10:00:00Z");
    Instant ahead = Instant.now().plusSeconds(seconds);
    JsonNode first = changes("{'since': '" + ahead.truncatedTo(ChronoUnit.SECONDS) + "'}");
    assertThat(subjects(first)).isEmpty();
    received("present", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    JsonNode second = after(first);
    assertThat(subjects(second)).containsExactly("present");
    post.forgetFollowers("ann");
    assertThat(subjects(after(second))).containsExactly("present");
  }

  private static String now() {
    return Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** What was received first may come last. */
  @Test
  void aMailThatComesLateIsNotMissedByBeginningAnew() {
    JsonNode first = changes("{}");
    received("told", "2026-01-02T10:00:00Z");
    JsonNode second = after(first);
    received("late", "2026-01-02T09:30:00Z");
    received("older", "2026-01-02T08:30:00Z");
    post.forgetFollowers("ann");
    JsonNode third = after(second);
    assertThat(resynchronised(third)).isTrue();
    assertThat(subjects(third)).containsExactlyInAnyOrder("told", "late");
  }

  @Test
  void forgottenInTheMiddleOfARoundNoneOfItsMailsIsMissed() {
    for (int i = 0; i < 6; i++) {
      received("mail " + i, "2026-01-01T10:00:0" + i + "Z");
    }
    JsonNode page = changes("{'since': '2026-01-01T10:00:00Z', 'limit': 2}");
    Set<String> told = new HashSet<>(subjects(page));
    post.forgetFollowers("ann");
    boolean resynchronised = false;
    for (int pages = 0; more(page); pages++) {
      assertThat(pages).isLessThan(10);
      page = changes("{'limit': 2, 'cursor': '" + page.path("cursor").asString() + "'}");
      resynchronised |= resynchronised(page);
      told.addAll(subjects(page));
    }
    assertThat(resynchronised).isTrue();
    assertThat(told).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"410_sync_state_not_found", "410_resync_required"})
  void anOutlookThatForgetsAgainAndAgainIsNotAskedWithoutEnd(String fault) {
    JsonNode first = changes("{}");
    for (int i = 0; i < 100; i++) {
      post.strike(post.preset(fault), "GET", DELTA);
    }
    long before = calls();
    Result result = run("{'cursor': '" + first.path("cursor").asString() + "'}");
    assertThat(problem(result)).isEqualTo(ProblemCode.CONFLICT);
    assertThat(calls() - before).isEqualTo(2);
  }

  @Test
  void aChangeThatIsToldTwiceIsTheSameChange() {
    post.settings("{\"deltaReplays\": true}");
    JsonNode changes = changes("{}");
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      received("mail " + i, "2026-01-02T10:00:0" + i + "Z");
      changes = after(changes);
      told.addAll(subjects(changes));
    }
    assertThat(Set.copyOf(told)).hasSize(4);
    assertThat(told).hasSizeGreaterThan(4);
  }

  @Test
  void whatOutlookDoesNotTellIsAbsent() {
    post.strike(
        Fault.answer(
            Point.BEFORE,
            Post.json(
                200,
                """
                {"value": [
                  {"id": "one", "isRead": true},
                  {"id": "two", "@removed": {"reason": "deleted"}},
                  {"id": "three", "subject": "x"},
                  {"id": "three", "@removed": {"reason": "deleted"}}],
                 "@odata.deltaLink": "/graph/v1.0/me/mailFolders/x/messages/delta?$deltatoken=a"}
                """)),
        "GET",
        DELTA);
    JsonNode changes = changes("{'since': '2026-01-01T00:00:00Z'}");
    assertThat(changes.path("mails")).hasToString("[{\"message\":\"one\",\"read\":true}]");
    assertThat(changes.path("removed")).hasToString("[\"two\",\"three\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'folder': 'archive', 'cursor': '%s'}",
        "{'only': 'new', 'cursor': '%s'}",
        "{'cursor': 'x%s'}",
        "{'cursor': '%s!'}",
        "{'cursor': 'JGRlbHRhdG9rZW49YQ'}"
      })
  void aCursorGoesOnInItsOwnFolderOnly(String other) {
    String cursor = changes("{}").path("cursor").asString();
    long before = calls();
    assertThat(problem(run(other.formatted(cursor)))).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(calls()).isEqualTo(before);
  }

  @Test
  void aCursorGoesOnForItsOwnPersonOnly() {
    String cursor = changes("{}").path("cursor").asString();
    long before = calls();
    Result result =
        post.harness()
            .run(Post.command("ben", "c-2", MAIL_CHANGES, "{\"cursor\": \"" + cursor + "\"}"));
    assertThat(problem(result)).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(calls()).isEqualTo(before);
  }

  @Test
  void anothersFolderIsNotFoundAsOneThatIsNowhere() {
    String bens = post.get("ben", "/me/mailFolders/inbox").path("id").asString();
    String since = "{'since': '2026-01-01T00:00:00Z', 'folder': '%s'}";
    for (String data : List.of(since, "{'folder': '%s'}")) {
      Result foreign = run(data.formatted(bens));
      Result random = run(data.formatted(Received.nobodys(bens)));
      assertThat(problem(foreign)).isEqualTo(ProblemCode.NOT_FOUND);
      assertThat(Received.toldOf(foreign)).isEqualTo(Received.toldOf(random));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/graph/v1.0/me/mailFolders/x/messages/delta?$deltatoken=a",
        "/graph/v1.0/me/drive/root/delta2?$deltatoken=a",
        ""
      })
  void aLinkToElsewhereIsNotHandedOut(String link) {
    for (int i = 0; i < 100; i++) {
      post.strike(
          Fault.answer(
              Point.BEFORE,
              Post.json(200, "{\"value\": [], \"@odata.deltaLink\": \"" + link + "\"}")),
          "GET",
          DELTA);
    }
    Result result = run("{'since': '2026-01-01T00:00:00Z'}");
    assertThat(problem(result)).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    assertThat(String.valueOf(result.output())).doesNotContain("evil");
  }
}
