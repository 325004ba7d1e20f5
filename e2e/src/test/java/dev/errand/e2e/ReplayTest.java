package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.local.drive.CommandBus;
import dev.errand.local.drive.MailMark;
import dev.errand.local.drive.OperatorApi;
import dev.errand.local.drive.OperatorApi.Answer;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.local.stack.LocalTokens;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An operator has it tried again what ended badly; the provider's ledger has one effect. */
class ReplayTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String RUN = UUID.randomUUID().toString().substring(0, 6);
  private static final UserId USER = new UserId("replay-" + RUN);
  private static final String MESSAGES = "/graph/v1.0/me/messages";
  private static final String SEND = MESSAGES + "/{id}/send";

  private static final TestStack stack = TestStack.shared();
  private static final SandboxDriver sandbox = stack.sandbox();
  private static final Queue<Result> results = new ConcurrentLinkedQueue<>();
  private static final CommandBus bus =
      new CommandBus(stack.stack().bootstrapServers(), results::add, dead -> {});
  private static final OperatorApi operator =
      new OperatorApi(
          stack.stack().settings().apiUrl(),
          new LocalTokens(stack.stack().settings().data(), Clock.systemUTC())
              .operatorToken(new UserId("operator"), Duration.ofHours(1)));

  private final long ledgerBegin = sandbox.ledgerEnd();

  @BeforeAll
  static void connect() {
    sandbox.makePerson(USER.value());
    stack.connecting().connect(USER, Provider.MICROSOFT);
  }

  @AfterAll
  static void disconnect() {
    bus.close();
  }

  @AfterEach
  void mend() {
    var _ = sandbox.admin("DELETE", "/admin/faults", null);
  }

  @Test
  void aMailOfWhichNobodyKnewIsFoundAndNotSentAgain() {
    Command mail = mail("unknown");
    breaks("POST", SEND, fault().put("preset", "graph.504_after_accept"));
    breaks("GET", MESSAGES, denied());
    bus.publish(mail);
    assertThat(result(mail.id()).status()).isEqualTo(Status.UNKNOWN);

    mend();
    replays(mail, mail.id().replay(1));
    assertThat(effects(mail, "mail")).isEqualTo(1);
    assertThat(effects(mail, "draft")).isEqualTo(1);
  }

  @Test
  void aMailThatWasNotSentIsSentOnce() {
    Command mail = mail("failed");
    breaks("POST", SEND, fault().put("preset", "graph.507_quota"));
    bus.publish(mail);
    assertThat(result(mail.id()).status()).isEqualTo(Status.FAILED);
    assertThat(effects(mail, "mail")).isZero();
    assertThat(operator.post("dead-letters/" + number(mail) + "/replay", Map.of()).status())
        .isEqualTo(202);
    assertThat(result(mail.id().replay(1)).status()).as("still full").isEqualTo(Status.FAILED);

    mend();
    replays(mail, mail.id().replay(2));
    assertThat(effects(mail, "mail")).isEqualTo(1);
    assertThat(effects(mail, "draft")).isEqualTo(1);
  }

  /** Once with success, and not again. */
  private static void replays(Command mail, CommandId expected) {
    String path = "dead-letters/" + number(mail) + "/replay";
    Answer answer = operator.post(path, Map.of());
    assertThat(answer.body().path("command").asString()).isEqualTo(expected.value());
    Result result = result(expected);
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(result.command().replays()).isEqualTo(mail.id());
    assertThat(operator.post(path, Map.of()).status()).isEqualTo(409);
  }

  private static long number(Command mail) {
    return operator
        .get("dead-letters", Map.of("user", USER.value()))
        .body()
        .path("letters")
        .valueStream()
        .filter(letter -> letter.path("origin").asString().equals(mail.id().value()))
        .findFirst()
        .orElseThrow()
        .path("number")
        .asLong();
  }

  /** What the provider did, by the mark on it, which is one for the command and all replays. */
  private long effects(Command mail, String kind) {
    List<JsonNode> calls = sandbox.ledgerSince(ledgerBegin);
    return calls.stream()
        .filter(call -> call.path("effectKind").asString("").equals(kind))
        .filter(call -> call.path("errandCommand").asString("").equals(MailMark.of(mail)))
        .count();
  }

  private static Command mail(String id) {
    ObjectNode data = JsonMapper.shared().createObjectNode();
    data.put("subject", id).put("body", "Hello");
    data.putArray("to").addObject().put("address", USER + "@sandbox.example");
    return Mix.of(USER, id, MailOperations.MAIL_SEND, data);
  }

  private static void breaks(String method, String route, ObjectNode fault) {
    ObjectNode rule = JsonMapper.shared().createObjectNode();
    rule.put("method", method).put("route", route).put("person", USER.value());
    rule.set("fault", fault);
    var _ = sandbox.admin("POST", "/admin/faults", rule);
  }

  private static ObjectNode fault() {
    return JsonMapper.shared().createObjectNode();
  }

  private static ObjectNode denied() {
    ObjectNode fault = fault().put("status", 403);
    fault.putObject("body").putObject("error").put("code", "ErrorAccessDenied");
    return fault;
  }

  private static Result result(CommandId id) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                results.stream()
                    .filter(each -> each.user().equals(USER) && each.command().id().equals(id))
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }
}
