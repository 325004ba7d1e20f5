package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.files.FileId;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A command has the uploads that it names from when it is accepted on. */
class ClaimedUploadsTest extends AttachmentApiTest {

  private static final Duration DAY = Duration.ofDays(1);

  /** Nothing is said of when. */
  private static final String NOW = "";

  private static String mail(String more, String... uploads) {
    return asking("mail.send", more, uploads);
  }

  private static String asking(String operation, String more, String... uploads) {
    String files =
        Stream.of(uploads)
            .map("{\"upload\":\"%s\"}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    String data =
        switch (operation) {
          case "mail.reply", "mail.reply-all" -> "\"message\":\"AAA=\",\"body\":\"b\"";
          case "mail.forward" -> "\"message\":\"AAA=\",\"to\":[{\"address\":\"b@example.com\"}]";
          default -> "\"to\":[{\"address\":\"b@example.com\"}],\"subject\":\"s\",\"body\":\"b\"";
        };
    return "{\"operation\":\"%s\",\"data\":{%s,\"attachments\":%s}%s}"
        .formatted(operation, data, files, more);
  }

  private void accepted(String id, String body) {
    HttpResponse<String> answer = submit(user, id, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private JsonNode refused(int status, String code, String body) {
    String id = newId();
    HttpResponse<String> answer = submit(user, id, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).path("code").stringValue()).isEqualTo(code);
    assertThat(state(user, id).statusCode()).as("nothing was accepted").isEqualTo(404);
    return json(answer);
  }

  private String owner(String upload) {
    return sql.sql("select coalesce(command_id, 'nobody') from stored_file where id = :id")
        .param("id", UUID.fromString(upload))
        .query(String.class)
        .single();
  }

  private Instant expiry(String upload) {
    return sql.sql("select expires_at from stored_file where id = :id")
        .param("id", UUID.fromString(upload))
        .query(Timestamp.class)
        .single()
        .toInstant();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mail.send", "mail.draft", "mail.reply", "mail.reply-all", "mail.forward"})
  void whatACommandNamesIsItsOwnWhenItIsAccepted(String operation) {
    String one = uploaded(user);
    String other = uploaded(user);
    accepted("named", asking(operation, "", one, other));
    assertThat(List.of(owner(one), owner(other))).containsOnly("named");
    assertThat(listed(user).path(0).path("used").booleanValue()).isTrue();
  }

  /** Its worker has it, and so does a worker of a version before this one. */
  @Test
  void whoRunsTheCommandHasWhatItWasGiven() {
    String upload = uploaded(user);
    accepted("run", mail(NOW, upload));
    Command run =
        new Command(
            new UserId(user),
            new CommandId("run"),
            MailOperations.MAIL_SEND,
            "urn:test",
            Priority.INTERACTIVE,
            null,
            null,
            null,
            null,
            JsonNodeFactory.instance.objectNode());
    assertThat(store.claim(run, FileId.read(upload).orElseThrow())).isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "; P2D",
        ",\"undo\":\"PT10M\"; P2DT10M",
        ",\"hold\":\"PT0S\"; P1D",
        ",\"hold\":\"P7D\",\"undo\":\"P1D\"; P9D",
      })
  void itIsKeptUntilADayAfterItMayBeginLast(String more, Duration kept) {
    String upload = uploaded(user);
    Instant before = Instant.now();
    accepted(newId(), mail(more == null ? "" : more, upload));
    assertThat(expiry(upload))
        .isBetween(before.plus(kept).minusSeconds(1), Instant.now().plus(kept).plusSeconds(1));
  }

  @Test
  void soItIsForOneThatIsToRunLaterAndNoLongerThanItsDeadline() {
    Instant later = Instant.now().plus(Duration.ofDays(20)).truncatedTo(ChronoUnit.SECONDS);
    String upload = uploaded(user);
    accepted(newId(), mail(",\"notBefore\":\"%s\",\"hold\":\"P2D\"".formatted(later), upload));
    assertThat(expiry(upload)).isEqualTo(later.plus(DAY.multipliedBy(3)));

    String other = uploaded(user);
    accepted(
        newId(),
        mail(
            ",\"notBefore\":\"%s\",\"deadline\":\"%s\"".formatted(later, later.plusSeconds(60)),
            other));
    assertThat(expiry(other)).isEqualTo(later.plusSeconds(60).plus(DAY));
  }

  @Test
  void itIsKeptForThirtyEightDaysAtTheMost() {
    String upload = uploaded(user);
    Instant last = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
    String tooLate = ",\"notBefore\":\"%s\",\"hold\":\"P7D\"".formatted(last.plus(DAY));
    JsonNode told = refused(400, "invalid_command", mail(tooLate, upload));
    assertThat(told.path("detail").stringValue()).contains("more than 30 days ahead");
    assertThat(owner(upload)).isEqualTo("nobody");
    accepted(newId(), mail(",\"notBefore\":\"%s\",\"hold\":\"P7D\"".formatted(last), upload));
    assertThat(expiry(upload)).isEqualTo(last.plus(DAY.multipliedBy(8)));
  }

  @Test
  void anUploadThatIsNotThereIsToldBeforeAnythingIsAccepted() {
    String there = uploaded(user);
    String anothers = uploaded(newUser());
    String nobodys = UUID.randomUUID().toString();
    JsonNode told = refused(400, "not_found", mail(NOW, there, nobodys));
    assertThat(told.path("action").stringValue()).contains("Upload the file again");
    assertThat(refused(400, "not_found", mail(NOW, there, anothers))).isEqualTo(told);
    assertThat(owner(there)).isEqualTo("nobody");
    assertThat(owner(anothers)).isEqualTo("nobody");
    accepted(newId(), mail(NOW, there));
  }

  @Test
  void anUploadOfAnotherCommandIsToldAndStaysThere() {
    String taken = uploaded(user);
    String free = uploaded(user);
    accepted("first", mail(",\"undo\":\"PT1H\"", taken));
    JsonNode told = refused(409, "conflict", mail(NOW, free, taken));
    assertThat(told.path("title").stringValue()).isEqualTo("Another command has that upload.");
    assertThat(told.path("action").stringValue()).contains("again").contains("Delete");
    assertThat(owner(taken)).isEqualTo("first");
    assertThat(owner(free)).isEqualTo("nobody");
    assertThat(call("DELETE", taken).statusCode()).isEqualTo(204);
    refused(400, "not_found", mail(NOW, taken));
  }

  /** For somebody else it is as if it had never been. */
  @Test
  void whoseUploadAnotherCommandHasIsToldToNobodyElse() {
    String theirs = newUser();
    String upload = uploaded(theirs);
    assertThat(submit(theirs, newId(), mail(NOW, upload)).statusCode()).isEqualTo(202);
    HttpResponse<String> mine = submit(user, newId(), mail(NOW, upload));
    HttpResponse<String> nobodys = submit(user, newId(), mail(NOW, UUID.randomUUID() + ""));
    assertThat(mine.statusCode()).isEqualTo(nobodys.statusCode()).isEqualTo(400);
    assertThat(mine.body()).isEqualTo(nobodys.body());
    assertThat(mine.headers().map().keySet()).isEqualTo(nobodys.headers().map().keySet());
  }

  @Test
  void aCallThatIsRepeatedIsAnsweredAsItWasAlsoWhenItsUploadWasSentMeanwhile() {
    String upload = uploaded(user);
    String body = mail(NOW, upload);
    accepted("again", body);
    accepted("again", body);
    assertThat(owner(upload)).isEqualTo("again");
    assertThat(call("DELETE", upload).statusCode()).isEqualTo(204); // as its worker does
    accepted("again", body);
    neverConfirmed("again");
    accepted("again", body);
  }

  /** As a process leaves it that dies after it recorded the command. */
  private void neverConfirmed(String id) {
    assertThat(
            sql.sql(
                    "update acceptance set published_at = null where user_id = :user and command_id"
                        + " = :id")
                .param("user", user)
                .param("id", id)
                .update())
        .isEqualTo(1);
  }

  @Test
  void oneThatAVersionBeforeThisOneRecordedAndDidNotPublishHasThemWhenItIsRepeated() {
    String upload = uploaded(user);
    accepted("before", mail(NOW, upload));
    neverConfirmed("before");
    var _ =
        sql.sql("update stored_file set command_id = null where user_id = :user")
            .param("user", user)
            .update();
    accepted("before", mail(NOW, upload));
    assertThat(owner(upload)).isEqualTo("before");
  }

  @Test
  void otherContentUnderTheSameIdHasNothing() {
    String first = uploaded(user);
    String second = uploaded(user);
    accepted("one", mail(NOW, first));
    assertThat(submit(user, "one", mail(NOW, second)).statusCode()).isEqualTo(409);
    assertThat(owner(second)).isEqualTo("nobody");
  }

  /** What has ended so was done for nobody, and is not replayed. */
  @ParameterizedTest
  @CsvSource({
    "cancelled, true",
    "expired, true",
    "rejected, true",
    "failed, false",
    "unknown, false"
  })
  void whatACommandHadThatWasTakenBackOrNeverBegunIsFreeAgain(String status, boolean free) {
    String upload = uploaded(user);
    accepted("over", mail(NOW, upload));
    ended("over", status);
    assertThat(listed(user).path(0).path("used").booleanValue()).isEqualTo(!free);
    HttpResponse<String> next = submit(user, "next", mail(NOW, upload));
    assertThat(next.statusCode()).isEqualTo(free ? 202 : 409);
    assertThat(owner(upload)).isEqualTo(free ? "next" : "over");
  }

  private void ended(String id, String status) {
    var _ =
        sql.sql(
                """
                insert into done (topic, part, seq, user_id, command_id, status, result, requests,
                  uploaded_bytes, messages, recipients, finished_at, day)
                values ('files', 0, (select count(*) from done), :user, :id, :status, '{}', 0, 0, 0,
                  0, now(), current_date)
                """)
            .param("user", user)
            .param("id", id)
            .param("status", status)
            .update();
  }
}
