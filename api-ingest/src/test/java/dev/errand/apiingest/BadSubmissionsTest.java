package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.CommandId;
import dev.errand.schemas.mail.MailDelivery;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadSubmissionsTest extends ApiTest {

  private static final String VALID = "{\"operation\":\"folder.list\",\"data\":{}}";

  static Stream<Arguments> bodies() {
    return Stream.of(
        body("nothing", "", "invalid_command", "not a JSON object"),
        body("no JSON", "hello", "invalid_command", "well-formed"),
        body("half a JSON", "{\"operation\":", "invalid_command", "well-formed"),
        body("two JSONs", VALID + VALID, "invalid_command", "well-formed"),
        body(
            "a name twice",
            "{\"operation\":\"a.b\"," + VALID.substring(1),
            "invalid_command",
            "has a name twice"),
        body("a list", "[]", "invalid_command", "not a JSON object"),
        body("null", "null", "invalid_command", "not a JSON object"),
        body("no operation", "{\"data\":{}}", "invalid_command", "/operation is missing"),
        body("no data", "{\"operation\":\"folder.list\"}", "invalid_command", "/data"),
        body(
            "data that is a list",
            "{\"operation\":\"folder.list\",\"data\":[]}",
            "invalid_command",
            "/data"),
        body(
            "an operation that is a number",
            "{\"operation\":1,\"data\":{}}",
            "invalid_command",
            "/operation"),
        body(
            "a user of one's own choice",
            "{\"user\":\"bob\"," + VALID.substring(1),
            "invalid_command",
            "not known"),
        body(
            "an unknown operation",
            "{\"operation\":\"note.burn\",\"data\":{}}",
            "unknown_operation",
            ""),
        body(
            "an operation with another shape",
            "{\"operation\":\"../x\",\"data\":{}}",
            "unknown_operation",
            ""),
        body(
            "an unknown field of the data",
            "{\"operation\":\"folder.list\",\"data\":{\"x\":1}}",
            "invalid_command",
            "unknown property"),
        body(
            "data that lacks a field",
            "{\"operation\":\"note.create\",\"data\":{}}",
            "invalid_command",
            "markdown"),
        body(
            "a recipient whom nobody can reach",
            "{\"operation\":\"mail.send\",\"data\":{\"subject\":\"s\",\"body\":\"b\",\"to\":["
                + "{\"address\":\"ada@example.com\"},{\"address\":\"otto@localhost\"}]}}",
            "invalid_command",
            "the 2nd of to, has a domain without a dot"),
        body(
            "a file that is attached twice",
            "{\"operation\":\"mail.send\",\"data\":{\"subject\":\"s\",\"body\":\"b\",\"to\":["
                + "{\"address\":\"ada@example.com\"}],\"attachments\":["
                + "{\"upload\":\"0a0b0c0d-0000-4000-8000-000000000001\"},"
                + "{\"upload\":\"0a0b0c0d-0000-4000-8000-000000000001\"}]}}",
            "invalid_command",
            "An upload is attached twice"),
        body(
            "a category that nobody can read",
            "{\"operation\":\"mail.mark\",\"data\":{\"message\":\"x\",\"categories\":[\" \"]}}",
            "invalid_command",
            "/categories/0 has nothing but spaces in it"),
        body(
            "an unknown priority",
            "{\"priority\":\"now\"," + VALID.substring(1),
            "invalid_command",
            "priority"),
        body(
            "a deadline that is no time",
            "{\"deadline\":\"soon\"," + VALID.substring(1),
            "invalid_command",
            "deadline"),
        body(
            "a hold longer than a week",
            "{\"hold\":\"P8D\"," + VALID.substring(1),
            "invalid_command",
            "hold"),
        body(
            "a time that is not before the deadline",
            "{\"notBefore\":\"2026-11-21T12:00:00Z\",\"deadline\":\"2026-11-21T12:00:00Z\","
                + VALID.substring(1),
            "invalid_command",
            "notBefore is not before the deadline"),
        body(
            "a time that is none",
            "{\"notBefore\":\"tomorrow\"," + VALID.substring(1),
            "invalid_command",
            "notBefore is not an RFC 3339 time"),
        body(
            "a time in years",
            "{\"notBefore\":\"2999-11-21T12:00:00Z\"," + VALID.substring(1),
            "invalid_command",
            "more than 30 days ahead"),
        body(
            "a field by its name on Kafka",
            "{\"notbefore\":\"2026-11-21T12:00:00Z\"," + VALID.substring(1),
            "invalid_command",
            "not known: notbefore"),
        body(
            "an undo longer than a day",
            "{\"undo\":\"P2D\"," + VALID.substring(1),
            "invalid_command",
            "undo"),
        body(
            "an agent of two lines",
            "{\"agent\":\"a\\nb\"," + VALID.substring(1),
            "invalid_command",
            "agent"),
        body(
            "a NUL",
            "{\"operation\":\"note.create\",\"data\":{\"markdown\":\"\\u0000\"}}",
            "invalid_command",
            "NUL"),
        body(
            "very deep",
            "{\"operation\":\"folder.list\",\"data\":" + "[".repeat(5000) + "}",
            "invalid_command",
            "deep"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void aBodyThatIsNoCommandIsAnswered400WithItsReason(
      String name, String body, String code, String reason) {
    HttpResponse<String> response = submit(newUser(), newId(), body);
    assertProblem(response, 400, code);
    assertThat(json(response).path("detail").stringValue("")).contains(reason);
  }

  @Test
  void aFieldThatIsNotPlainlyNamedIsNotRepeated() {
    String body = "{\"can-ary\":1," + VALID.substring(1);
    assertThat(json(submit(newUser(), newId(), body)).path("detail").stringValue(""))
        .isEqualTo("there is a field that is not known");
  }

  @Test
  void aBodyOfMoreThanAMegabyteIsAnswered413() {
    String body =
        "{\"operation\":\"note.create\",\"data\":{\"markdown\":\"" + "x".repeat(1_100_000);
    assertProblem(submit(newUser(), newId(), body), 413, "invalid_command");
  }

  @Test
  void bytesThatAreNoUtf8AreAnswered400() {
    byte[] latin = VALID.replace("folder", "f\u00f6lder").getBytes(StandardCharsets.ISO_8859_1);
    HttpResponse<String> response =
        send(
            as(newUser(), "/v1/commands")
                .header("Idempotency-Key", newId())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(latin)));
    assertProblem(response, 400, "invalid_command");
    assertThat(json(response).path("detail").stringValue("")).contains("UTF-8");
  }

  /** Each would end, or change, the address that its command is asked for at. */
  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a;b", "a%2Fb", "a\\b", "a?b", "a#b", ".", ".."})
  void aKeyThatCannotStandInAnAddressIsRefused(String key) {
    HttpResponse<String> response =
        send(
            as(newUser(), "/v1/commands")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(VALID)));
    assertProblem(response, 400, "invalid_command");
    assertThat(json(response).path("detail").stringValue("")).contains("letters, digits");
  }

  @Test
  void aKeyThatWorkersGiveThemselvesIsRefused() {
    String key = MailDelivery.id(new CommandId(newId()), 2).value();
    HttpResponse<String> response = submit(newUser(), key, VALID);
    assertProblem(response, 400, "invalid_command");
    assertThat(json(response).path("detail").stringValue("")).contains("only workers give");
  }

  @Test
  void withoutIdempotencyKeyNothingIsTaken() {
    HttpResponse<String> response =
        send(
            as(newUser(), "/v1/commands")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(VALID)));
    assertProblem(response, 400, "invalid_command");
    assertThat(json(response).path("title").stringValue()).contains("Idempotency-Key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"has space", ""})
  void aKeyThatIsNoCommandIdIsAnswered400(String key) {
    assertProblem(submit(newUser(), key, VALID), 400, "invalid_command");
  }

  @Test
  void anotherContentTypeIsAnswered415() {
    HttpResponse<String> response =
        send(
            as(newUser(), "/v1/commands")
                .header("Idempotency-Key", newId())
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(VALID)));
    assertProblem(response, 415, "invalid_command");
  }

  @Test
  void aRefusedCommandLeavesItsIdFree() {
    String user = newUser();
    String id = newId();
    HttpResponse<String> refused =
        submit(user, id, "{\"operation\":\"folder.list\",\"data\":{\"x\":1}}");
    assertThat(json(refused).path("action").stringValue()).contains("Idempotency-Key is as free");
    assertThat(submit(user, id, VALID).statusCode()).isEqualTo(202);
  }

  private static Arguments body(String name, String body, String code, String reason) {
    return Arguments.of(name, body, code, reason);
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(response).path("code").stringValue()).isEqualTo(code);
    assertThat(json(response).path("type").stringValue()).isEqualTo("urn:errand:problem:" + code);
    assertThat(json(response).path("status").intValue()).isEqualTo(status);
    assertThat(json(response).propertyNames())
        .as("nothing of the call's address")
        .isSubsetOf("type", "title", "status", "detail", "code", "retryable", "action");
  }
}
