package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.CommandId;
import dev.errand.schemas.Result;
import dev.errand.schemas.Results;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailDelivery;
import dev.errand.schemas.mail.MailOperations;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The journal's rows are written here as the engine writes them. */
class CommandStateTest extends ApiTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void theHeadOfALaneIsRunningAndTheNextWaitsForIt() {
    String user = newUser();
    pending(user, "first", 1, 0);
    pending(user, "second", 2, 0);
    assertState(user, "first", "running");
    assertWaiting(user, "second", "earlier_command");
  }

  @Test
  void bulkWaitsForInteractive() {
    String user = newUser();
    pending(user, "bulk", 1, 1);
    pending(user, "interactive", 2, 0);
    assertState(user, "interactive", "running");
    assertWaiting(user, "bulk", "interactive_first");
  }

  @Test
  void aParkedHeadTellsForWhatAndUntilWhen() {
    String user = newUser();
    pending(user, "head", 1, 0);
    sql.sql(
            """
            INSERT INTO park (topic, part, user_id, priority, not_before, cause, since, failures)
            VALUES ('errand.note.commands', 3, ?, 0, now() + interval '1 hour', 'RATE_LIMITED',
                    now(), 1)
            """)
        .param(user)
        .update();
    JsonNode waiting = assertWaiting(user, "head", "rate_limited");
    assertThat(Instant.parse(waiting.path("until").stringValue())).isAfter(Instant.now());
  }

  @Test
  void oneWhoseTimeHasNotComeTellsWhenItDoes() {
    String user = newUser();
    sql.sql(
            """
            INSERT INTO postponed
              (user_id, command_id, topic, priority, payload, accepted_at, due)
            VALUES (?, 'later', 'errand.mail.commands', 0, '', now(), '2100-01-01T00:00:00Z')
            """)
        .param(user)
        .update();
    JsonNode waiting = assertWaiting(user, "later", "postponed");
    assertThat(waiting.path("until").stringValue()).isEqualTo("2100-01-01T00:00:00Z");
    assertThat(state(newUser(), "later").statusCode()).isEqualTo(404);
  }

  @Test
  void aDoneCommandShowsItsResultAsItWasPublished() {
    String user = newUser();
    Result result = done(user, "ended");
    JsonNode body = assertState(user, "ended", "done");
    assertThat(body.path("result")).isEqualTo(JSON.readTree(Results.data(result)));
  }

  @Test
  void whoSendsItAgainHearsWhatBecameOfIt() {
    String user = newUser();
    String command = "{\"operation\":\"note.get\",\"data\":{\"page\":\"%s\"}}".formatted(newId());
    assertThat(json(submit(user, "ended", command)).path("state").stringValue())
        .isEqualTo("accepted");
    done(user, "ended");
    HttpResponse<String> again = submit(user, "ended", command);
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(state(user, "ended").body());
    assertThat(json(again).path("state").stringValue()).isEqualTo("done");
  }

  @Test
  void aMailThatCameBackShowsEachReportAsItsEventHasIt() {
    String user = newUser();
    CommandId mail = new CommandId("to-ada");
    done(
        user, mail.value(), "dev.errand.mail.reply", "{\"internetMessageId\":\"<1@example.com>\"}");
    assertThat(assertState(user, "to-ada", "done").has("bounces")).isFalse();
    looked(user, mail, 1, "");
    assertThat(assertState(user, "to-ada", "done").has("bounces")).isFalse();
    looked(user, mail, 2, bounce("AAMkAGI="));
    looked(user, mail, MailDelivery.MOST_LOOKS, bounce("AAMkAGJ="));
    looked(newUser(), mail, 3, bounce("AAMkAGK="));
    done(
        user, MailDelivery.id(mail, 3).value(), "dev.errand.note.get", reports(bounce("AAMkAGL=")));
    JsonNode body = assertState(user, "to-ada", "done");
    assertThat(body.path("result").path("output").path("internetMessageId").stringValue())
        .isEqualTo("<1@example.com>");
    assertThat(body.path("bounces"))
        .isEqualTo(JSON.readTree("[" + bounce("AAMkAGI=") + "," + bounce("AAMkAGJ=") + "]"));
  }

  @Test
  void whatWorkersAskOfThemselvesIsNoCommandOfThePerson() {
    String user = newUser();
    CommandId mail = new CommandId("to-ada");
    String waits = MailDelivery.id(mail, 2).value();
    looked(user, mail, 1, bounce("AAMkAGI="));
    pending(user, waits, 1, 1);
    assertThat(state(user, MailDelivery.id(mail, 1).value()).statusCode()).isEqualTo(404);
    assertThat(state(user, waits).statusCode()).isEqualTo(404);
    String own = MailDelivery.id(mail, 9).value();
    acceptedByAVersionBefore(user, own);
    assertState(user, own, "accepted");
  }

  /** Which took such ids. */
  private void acceptedByAVersionBefore(String user, String id) {
    sql.sql(
            """
            insert into acceptance (user_id, command_id, operation, fingerprint, published_at)
            values (?, ?, 'folder.list', '', now())
            """)
        .params(user, id)
        .update();
  }

  private void looked(String user, CommandId mail, int look, String bounces) {
    String id = MailDelivery.id(mail, look).value();
    done(user, id, MailOperations.MAIL_DELIVERY.commandType(), reports(bounces));
  }

  private static String reports(String bounces) {
    return "{\"command\":{\"id\":\"to-ada\"},\"internetMessageId\":\"<1@example.com>\",\"bounces\":["
        + bounces
        + "]}";
  }

  private static String bounce(String message) {
    return "{\"message\":\"%s\",\"at\":\"2026-01-02T03:06:08Z\",\"recipients\":[{\"address\":\"ada@example.com\",\"status\":\"5.1.1\"}]}"
        .formatted(message);
  }

  @Test
  void whatKafkaNeverConfirmedIsNotCalledAccepted() {
    String user = newUser();
    submit(user, "c-1", "{\"operation\":\"folder.list\",\"data\":{}}");
    assertState(user, "c-1", "accepted");
    unconfirmed(user, "5 seconds");
    assertState(user, "c-1", "accepted");
    unconfirmed(user, "1 minute");
    assertState(user, "c-1", "unconfirmed");
    submit(user, "c-1", "{\"operation\":\"folder.list\",\"data\":{}}");
    assertState(user, "c-1", "accepted");
  }

  private void unconfirmed(String user, String since) {
    sql.sql(
            """
            UPDATE acceptance SET published_at = NULL, accepted_at = now() - ?::interval
            WHERE user_id = ?
            """)
        .params(since, user)
        .update();
  }

  @Test
  void anUnknownIdAndSomebodyElsesAreAnsweredAlike() {
    String owner = newUser();
    String other = newUser();
    done(owner, "mine");
    pending(owner, "also-mine", 9, 0);
    submit(owner, "accepted-only", "{\"operation\":\"folder.list\",\"data\":{}}");

    HttpResponse<String> unknown = state(other, "never-was");

    assertThat(unknown.statusCode()).isEqualTo(404);
    for (String id : new String[] {"mine", "also-mine", "accepted-only"}) {
      HttpResponse<String> foreign = state(other, id);
      assertThat(foreign.statusCode()).isEqualTo(404);
      assertThat(foreign.body().replace(id, "never-was")).isEqualTo(unknown.body());
    }
  }

  private void pending(String user, String id, long offset, int priority) {
    sql.sql(
            """
            INSERT INTO pending
              (topic, part, off, user_id, command_id, priority, payload, accepted_at)
            VALUES ('errand.note.commands', 3, ? + (SELECT coalesce(max(off), 0) FROM pending),
                    ?, ?, ?, '{}', now())
            """)
        .params(offset, user, id, priority)
        .update();
  }

  private Result done(String user, String id) {
    return done(user, id, "dev.errand.note.get", "{\"page\":\"p\"}");
  }

  private Result done(String user, String id, String type, String output) {
    Result result =
        new Result(
            new UserId(user),
            new Result.Answered(new CommandId(id), type, "urn:errand:api", null, null, null),
            Status.SUCCEEDED,
            JSON.readTree(output),
            null,
            1,
            new Timing(NOON, NOON, NOON, Map.of()));
    sql.sql(
            """
            INSERT INTO done (topic, part, seq, user_id, command_id, status, result, requests,
                              uploaded_bytes, messages, recipients, finished_at, day)
            VALUES ('errand.note.commands', 3, (SELECT count(*) + 1 FROM done), ?, ?, 'succeeded',
                    ?, 0, 0, 0, 0, now(), now()::date)
            """)
        .params(user, id, Results.data(result))
        .update();
    return result;
  }

  private JsonNode assertState(String user, String id, String state) {
    HttpResponse<String> response = state(user, id);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).path("state").stringValue()).isEqualTo(state);
    return json(response);
  }

  private JsonNode assertWaiting(String user, String id, String cause) {
    JsonNode waiting = assertState(user, id, "waiting").path("waiting");
    assertThat(waiting.path("cause").stringValue()).isEqualTo(cause);
    return waiting;
  }
}
