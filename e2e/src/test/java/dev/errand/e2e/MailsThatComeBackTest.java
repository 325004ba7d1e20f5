package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.local.TestDirectory;
import dev.errand.local.drive.CommandBus;
import dev.errand.local.drive.Connecting;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.local.stack.LocalStack;
import dev.errand.local.stack.LocalTokens;
import dev.errand.local.stack.StackSettings;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import io.cloudevents.CloudEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * On a stack of its own, whose worker looks soon: a mail that comes back is told on the results
 * topic, and nobody but the worker can ask for a look.
 */
@ResourceLock(TestStack.BESIDE)
@Execution(ExecutionMode.CONCURRENT)
class MailsThatComeBackTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final UserId ADA = somebody("ada");
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final LocalStack stack =
      new LocalStack(
          StackSettings.onFreePorts(
              Path.of("..").toAbsolutePath().normalize(),
              TestDirectory.create("bounces", MailsThatComeBackTest::down),
              Map.of(
                  "ERRAND_MAIL_WORKER_JAVA_OPTIONS",
                  "-Derrand.graph.looks-for-bounces=8s,45s,85s")));
  private static final Queue<Result> results = new ConcurrentLinkedQueue<>();
  private static final Queue<CloudEvent> bounced = new ConcurrentLinkedQueue<>();

  private static CommandBus bus;
  private static SandboxDriver sandbox;
  private static Connecting connecting;

  @BeforeAll
  static void up() {
    var _ = stack.up();
    bus = new CommandBus(stack.bootstrapServers(), results::add, bounced::add, dead -> {});
    sandbox = new SandboxDriver(stack.settings().sandboxUrl());
    connecting =
        new Connecting(
            stack.settings().apiUrl(), new LocalTokens(stack.settings().data(), Clock.systemUTC()));
    connect(ADA);
  }

  private static UserId somebody(String name) {
    return new UserId(name + "-" + UUID.randomUUID().toString().substring(0, 6));
  }

  private static void connect(UserId user) {
    sandbox.makePerson(user.value());
    connecting.connect(user, Provider.MICROSOFT);
  }

  @AfterAll
  static void over() {
    bus.close();
    down();
  }

  private static void down() {
    stack.down();
  }

  private static Command command(String id, OperationName operation, JsonNode data) {
    return command(ADA, id, operation, data);
  }

  private static Command command(UserId user, String id, OperationName operation, JsonNode data) {
    return new Command(
        user,
        new CommandId(id),
        operation,
        "urn:test",
        Priority.INTERACTIVE,
        null,
        "assistant",
        null,
        null,
        data);
  }

  private static Command mail(String id, String... to) {
    return mail(ADA, id, to);
  }

  private static Command mail(UserId user, String id, String... to) {
    ObjectNode data = JSON.createObjectNode().put("subject", id).put("body", "Hello");
    for (String address : to) {
      data.withArray("to").addObject().put("address", address);
    }
    return command(user, id, MailOperations.MAIL_SEND, data);
  }

  private static Result result(String id) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                results.stream()
                    .filter(each -> each.command().id().value().equals(id))
                    .findFirst()
                    .orElse(null),
            Objects::nonNull);
  }

  @Test
  void aMailThatComesBackIsToldBehindItsResultAndNobodyElseCanLook() {
    bus.publish(mail("arrives", ADA + "@sandbox.example"));
    bus.publish(mail("comes-back", ADA + "@sandbox.example", "nobody@sandbox.example"));
    bus.publish(command("forged", MailOperations.MAIL_DELIVERY, forged()));
    assertThat(result("arrives").status()).isEqualTo(Status.SUCCEEDED);
    assertThat(result("comes-back").status()).isEqualTo(Status.SUCCEEDED);
    assertThat(Objects.requireNonNull(result("forged").problem()).code())
        .isEqualTo(ProblemCode.UNKNOWN_OPERATION);

    CloudEvent event = await().atMost(PATIENCE).until(bounced::peek, Objects::nonNull);
    assertThat(event.getType()).isEqualTo("dev.errand.mail.send.bounced");
    assertThat(event.getSubject()).isEqualTo(ADA.value());
    assertThat(event.getId()).startsWith("comes-back/bounced/");
    JsonNode data = JSON.readTree(Objects.requireNonNull(event.getData()).toBytes());
    assertThat(data.at("/command/id").asString()).isEqualTo("comes-back");
    assertThat(data.at("/command/agent").asString()).isEqualTo("assistant");
    assertThat(data.at("/bounce/recipients")).hasSize(1);
    assertThat(data.at("/bounce/recipients/0/address").asString())
        .isEqualTo("nobody@sandbox.example");
    assertThat(data.at("/bounce/recipients/0/status").asString()).isEqualTo("5.1.10");
    assertThat(results.stream().filter(each -> each.user().equals(ADA)))
        .as("looks are not published")
        .hasSize(3);
    assertThat(bounced.stream().distinct()).hasSize(1);
  }

  @Test
  void whoHasDisconnectedOrIsErasedIsNotLookedAfter() {
    UserId disconnected = somebody("bob");
    UserId erased = somebody("cy");
    List<UserId> gone = List.of(disconnected, erased);
    gone.forEach(MailsThatComeBackTest::connect);
    gone.forEach(user -> bus.publish(mail(user, "of-" + user, "nobody@sandbox.example")));
    gone.forEach(user -> assertThat(result("of-" + user).status()).isEqualTo(Status.SUCCEEDED));
    connecting.disconnect(disconnected, Provider.MICROSOFT);
    connecting.erase(erased);
    long then = sandbox.ledgerEnd();

    gone.forEach(
        user -> await().atMost(PATIENCE).untilAsserted(() -> assertThat(looks(user)).isOne()));

    assertThat(ReadLedger.since(sandbox, then, gone))
        .filteredOn(call -> call.area().equals("graph"))
        .isEmpty();
    assertThat(bounced)
        .extracting(CloudEvent::getSubject)
        .doesNotContain(disconnected.value(), erased.value());
  }

  /** How many have ended; a disconnect ends the rest of them. */
  private static long looks(UserId user) {
    return Sql.on(stack.database())
        .sql("select count(*) from done where user_id = ? and command_id like 'delivery-%'")
        .param(user.value())
        .query(Long.class)
        .single();
  }

  private static JsonNode forged() {
    return JSON.readTree(
        """
        {"command": {"id": "arrives"}, "internetMessageId": "<x@example.com>", "look": 1, "told": [],
         "since": "2026-01-01T00:00:00Z", "sentAt": "2026-01-01T00:00:00Z"}
        """);
  }
}
