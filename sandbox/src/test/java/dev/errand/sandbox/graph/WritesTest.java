package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphWorld.acceptedCommands;
import static dev.errand.sandbox.graph.GraphWorld.as;
import static dev.errand.sandbox.graph.GraphWorld.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.FaultRule;
import dev.errand.sandbox.graph.GraphClient.Answer;
import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.limit.Limit;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every call that changes something has in common. */
class WritesTest {

  /** All of them; what they need is in a fresh mailbox under these names. */
  enum Write {
    DRAFT("POST", "/me/messages", "{\"subject\":\"x\"}"),
    UPDATE("PATCH", "/me/messages/{id}", "{\"isRead\":true}"),
    DELETE("DELETE", "/me/messages/{id}", ""),
    PURGE("POST", "/me/messages/{id}/permanentDelete", ""),
    MOVE("POST", "/me/messages/{id}/move", "{\"destinationId\":\"archive\"}"),
    COPY("POST", "/me/messages/{id}/copy", "{\"destinationId\":\"archive\"}"),
    CREATE_REPLY("POST", "/me/messages/{id}/createReply", ""),
    CREATE_REPLY_ALL("POST", "/me/messages/{id}/createReplyAll", ""),
    CREATE_FORWARD("POST", "/me/messages/{id}/createForward", ""),
    REPLY("POST", "/me/messages/{id}/reply", "{\"comment\":\"x\"}"),
    REPLY_ALL("POST", "/me/messages/{id}/replyAll", "{\"comment\":\"x\"}"),
    FORWARD(
        "POST",
        "/me/messages/{id}/forward",
        "{\"toRecipients\":[{\"emailAddress\":{\"address\":\"ben@sandbox.example\"}}]}"),
    SEND_MAIL("POST", "/me/sendMail", "{\"message\":" + mail("ben@sandbox.example", "c-1") + "}"),
    ATTACH(
        "POST",
        "/me/messages/{id}/attachments",
        "{\"@odata.type\":\"#microsoft.graph.fileAttachment\",\"name\":\"a\",\"contentBytes\":\"aGk=\"}"),
    UPLOAD(
        "POST",
        "/me/messages/{id}/attachments/createUploadSession",
        "{\"attachmentItem\":{\"attachmentType\":\"file\",\"name\":\"a\",\"size\":4000000}}"),
    FOLDER("POST", "/me/mailFolders", "{\"displayName\":\"x\"}"),
    CHILD("POST", "/me/mailFolders/{folder}/childFolders", "{\"displayName\":\"x\"}"),
    RENAME("PATCH", "/me/mailFolders/{folder}", "{\"displayName\":\"y\"}"),
    MOVE_FOLDER("POST", "/me/mailFolders/{folder}/move", "{\"destinationId\":\"archive\"}"),
    DELETE_FOLDER("DELETE", "/me/mailFolders/{folder}", "");

    private final String method;
    private final String route;
    private final String body;

    Write(String method, String route, String body) {
      this.method = method;
      this.route = route;
      this.body = body;
    }

    boolean sends() {
      return List.of(REPLY, REPLY_ALL, FORWARD, SEND_MAIL).contains(this);
    }
  }

  private SandboxServer server = GraphWorld.fresh();
  private GraphClient ann = new GraphClient(server.uri(), "");
  private String message = "";
  private String folder = "";

  @BeforeEach
  void beginEmpty() {
    server = GraphWorld.fresh();
    ann = as("ann");
    message =
        new GraphClient(server.uri(), "")
            .post(
                "/admin/graph/mailboxes/ann/messages",
                """
                {"subject":"x","from":{"emailAddress":{"address":"ben@sandbox.example"}}}
                """)
            .body()
            .path("id")
            .asString();
    folder = ann.post("/me/mailFolders", "{\"displayName\":\"mine\"}").body().path("id").asString();
    server.world().ledger().reset();
  }

  @ParameterizedTest
  @EnumSource
  void aWriteThatAnswersBadlyHasBeenDone(Write write) {
    strike("graph.504_after_accept", write);
    assertThat(make(ann, write).status()).isEqualTo(504);
    assertThat(effects()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aWriteWhoseConnectionIsCutAfterwardsHasBeenDone(Write write) {
    strike("graph.reset_after_accept", write);
    assertThatThrownBy(() -> make(ann, write)).isInstanceOf(UncheckedIOException.class);
    assertThat(effects()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aWriteThatIsRefusedBeforehandHasNotBeenDone(Write write) {
    for (String preset : List.of("graph.504_before", "graph.429", "graph.503_mailbox_info_stale")) {
      strike(preset, write);
      assertThat(make(ann, write).status()).isGreaterThanOrEqualTo(429);
    }
    assertThat(effects()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aWriteMaySucceedWithoutAWordOrWithAPauseOrDripByDrip(Write write) {
    strike("graph.empty_body", write);
    Answer empty = make(ann, write);
    assertThat(empty.status()).isBetween(200, 299);
    assertThat(empty.response().body()).isEmpty();
    assertThat(effects()).isEqualTo(1);

    beginEmpty();
    strike("graph.202_retry_after", write);
    assertThat(make(ann, write).header("retry-after")).isEqualTo("5");

    beginEmpty();
    server
        .world()
        .faults()
        .add(
            FaultRule.of(Fault.drip(64, Duration.ofMillis(1)))
                .on(write.method, "/graph/v1.0" + write.route)
                .times(1));
    assertThat(make(ann, write).status()).isBetween(200, 299);
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatMaySendOnlyChangesAndReadsNothing(Write write) {
    GraphClient sender = as("ann", "Mail.Send");
    Answer answer = make(sender, write);
    assertThat(answer.status()).isEqualTo(write.sends() ? 202 : 403);
    assertThat(answer.error()).isEqualTo(write.sends() ? "" : "ErrorAccessDenied");
    for (String read :
        List.of(
            "/me/messages",
            "/me/messages/" + message,
            "/me/messages/" + message + "/attachments",
            "/me/mailFolders",
            "/me/mailFolders/inbox/messages/delta",
            "/me/messages/$count",
            "/me/messages?$search=x")) {
      assertThat(sender.get(read).error()).isEqualTo("ErrorAccessDenied");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatMayNotSendSendsNothing(Write write) {
    assertThat(make(as("ann", "Mail.ReadWrite"), write).status())
        .isEqualTo(write.sends() ? 403 : success(write));
  }

  private static int success(Write write) {
    return switch (write) {
      case DELETE, PURGE, DELETE_FOLDER -> 204;
      case UPDATE, RENAME, MOVE_FOLDER -> 200;
      default -> 201;
    };
  }

  @Test
  void theFifthSendInFlightIsRefusedAndSendsNothing() {
    server.world().latencies().set(Area.GRAPH, Duration.ofSeconds(2));
    List<CompletableFuture<Answer>> calls =
        IntStream.range(0, 5)
            .mapToObj(_ -> ann.postLater("/me/sendMail", Write.SEND_MAIL.body))
            .toList();
    assertThat(calls.stream().map(call -> call.join().status()).sorted().toList())
        .containsExactly(202, 202, 202, 202, 429);
    assertThat(acceptedCommands()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({"429", "403", "400"})
  void aDaysLimitRefusesWithTheStatusThatTheWorldIsSetTo(int status) {
    GraphWorld.settings("{\"limitStatus\":" + status + "}");
    server.world().limits().set("graph.messages_a_day", new Limit(2, Duration.ofDays(1)));
    make(ann, Write.SEND_MAIL);
    make(ann, Write.SEND_MAIL);
    Answer refused = make(ann, Write.SEND_MAIL);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.error()).isEqualTo("ErrorExceededMessageLimit");
    assertThat(acceptedCommands()).hasSize(2);
    server.world().clock().forward(Duration.ofDays(1));
    assertThat(make(as("ann"), Write.SEND_MAIL).status()).isEqualTo(202);
  }

  private Answer make(GraphClient client, Write write) {
    String path = write.route.replace("{id}", message).replace("{folder}", folder);
    return switch (write.method) {
      case "POST" -> client.post(path, write.body);
      case "PATCH" -> client.patch(path, write.body);
      default -> client.delete(path);
    };
  }

  private long effects() {
    return server.world().ledger().calls(call -> call.effect() != null).size();
  }

  private void strike(String preset, Write write) {
    server
        .world()
        .faults()
        .add(
            FaultRule.of(server.world().presets().find(preset).orElseThrow())
                .on(write.method, "/graph/v1.0" + write.route)
                .times(1));
  }
}
