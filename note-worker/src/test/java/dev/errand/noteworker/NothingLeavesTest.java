package dev.errand.noteworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.noteworker.local.LocalNotes;
import dev.errand.noteworker.local.MarkdownUser;
import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.pipeline.TakenBack;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.runtime.http.ProviderHttp;
import dev.errand.runtime.local.LocalOnly;
import dev.errand.runtime.local.LocalOperations;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

/** The worker as it is put together, told to keep everything here, with Notion's place watched. */
class NothingLeavesTest {

  private static final UserId ADA = new UserId("ada");

  @TempDir Path folder;

  @Test
  void eachOperationIsDoneHereOrRefusedAndNoSocketIsOpened() throws Exception {
    try (ServerSocket notion = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      with(
          notion,
          List.of("errand.local-only=true", "errand.local.folder=" + folder),
          harness -> {
            List<String> here =
                new OperationCatalog()
                    .entries().stream()
                        .filter(entry -> entry.topics().equals(Topics.NOTE))
                        .map(OperationCatalog.Entry::name)
                        .filter(name -> isDoneHere(harness, name))
                        .map(OperationName::value)
                        .toList();
            assertThat(here).contains("note.create", "note.search", "workspace.ensure");
            assertThat(here).noneMatch(name -> name.matches("(database|row|mail|folder)\\..*"));
          });
      assertThat(wasReached(notion)).isFalse();
    }
  }

  /** A day of somebody who uses all there is, heard by the process itself and by its resolver. */
  @Test
  void whateverIsDoneHereReachesNobodyByAnySocketOrName() throws Exception {
    try (ServerSocket elsewhere = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        HeardSockets sockets = new HeardSockets()) {
      Set<String> names = HeardNames.fromNow();
      with(
          elsewhere,
          List.of("errand.local-only=true", "errand.local.folder=" + folder),
          NothingLeavesTest::aDay);
      assertThat(wasReached(elsewhere)).isFalse();
      assertThat(names).isSubsetOf("localhost");
      assertThat(sockets.others())
          .allMatch(other -> other.matches("(127\\.0\\.0\\.1|.*::1|0:0:0:0:0:0:0:1)?:\\d+"))
          .noneMatch(other -> other.endsWith(":" + elsewhere.getLocalPort()));
    }
  }

  /** Else the test before would prove nothing. */
  @Test
  void aSocketAndANameThatAreUsedAreHeard() throws Exception {
    try (ServerSocket elsewhere = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        HeardSockets sockets = new HeardSockets()) {
      Set<String> names = HeardNames.fromNow();
      assertThatThrownBy(() -> InetAddress.getAllByName("nowhere.invalid"))
          .isInstanceOf(UnknownHostException.class);
      assertThat(names).contains("nowhere.invalid");
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), elsewhere.getLocalPort())) {
        socket.getOutputStream().write(1);
      }
      assertThat(sockets.others())
          .anyMatch(other -> other.endsWith(":" + elsewhere.getLocalPort()));
      assertThat(wasReached(elsewhere)).isTrue();
    }
  }

  private static void aDay(OperationHarness harness) {
    String one =
        done(
            harness,
            "note.create",
            Map.of("markdown", "TODO: call https://example.org/", "enhance", true));
    String two =
        done(
            harness,
            "note.create",
            Map.of("title", "Two", "markdown", "![](https://example.org/a.png)"));
    Map<String, Map<String, Object>> day = new LinkedHashMap<>();
    day.put("workspace.ensure", Map.of());
    day.put("workspace.check", Map.of());
    day.put("note.get", Map.of("page", two));
    day.put("note.append", Map.of("page", two, "markdown", "more"));
    day.put("note.update", Map.of("page", two, "title", "Other", "markdown", "text"));
    day.put("note.link", Map.of("from", one, "to", two));
    day.put("note.move", Map.of("page", two, "parent", one));
    day.put("note.list", Map.of("parent", one));
    day.put("note.search", Map.of("query", "text"));
    day.put("workspace.search", Map.of("query", "Other"));
    day.put("note.trash", Map.of("page", two));
    day.put("note.restore", Map.of("page", two));
    day.put("note.cancel", Map.of("command", "c-7"));
    harness.takingBack(_ -> TakenBack.DONE);
    day.forEach((operation, data) -> done(harness, operation, data));
    assertThat(day.keySet())
        .as("all there is")
        .containsAll(
            new LocalNotes(Path.of(""), new MarkdownReader(), InstantSource.system())
                .operations().stream()
                    .map(operation -> operation.name().value())
                    .filter(name -> !name.equals("note.create"))
                    .toList());
    for (String elsewhere : List.of("database.list", "row.update", "database.query")) {
      Result refused = run(harness, ADA, elsewhere);
      assertThat(refused.status()).isEqualTo(Status.REJECTED);
    }
  }

  private static String done(OperationHarness harness, String operation, Map<String, Object> data) {
    Result result =
        harness.run(ADA, new OperationName(operation), JsonMapper.shared().valueToTree(data));
    assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCEEDED);
    return Objects.requireNonNull(result.output()).path("page").asString("");
  }

  @Test
  void whoIsNotLocalIsAtNotion() throws Exception {
    try (ServerSocket notion = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      with(
          notion,
          List.of("errand.local.users=bob", "errand.local.folder=" + folder),
          harness -> assertThat(run(harness, new UserId("bob"), "note.search")).isNotNull());
      assertThat(wasReached(notion)).isFalse();
      assertThat(folder.resolve("ada")).doesNotExist();
    }
  }

  @Test
  void aWorkerThatDoesNotKnowWhereToKeepNotesDoesNotStart() {
    runner()
        .withPropertyValues("errand.local-only=true")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("errand.local.folder"));
  }

  private static boolean isDoneHere(OperationHarness harness, OperationName name) {
    Result result = run(harness, ADA, name.value());
    if (result.problem() == null || result.problem().code() == ProblemCode.NOT_FOUND) {
      return true;
    }
    assertThat(result.problem().code()).as("%s", name).isEqualTo(ProblemCode.NOT_PERMITTED);
    assertThat(result.problem().title()).contains("this machine", name.value());
    assertThat(result.problem().action()).contains("note.create", "errand.local-only");
    return false;
  }

  private static Result run(OperationHarness harness, UserId user, String operation) {
    Map<String, Object> data =
        switch (operation) {
          case "workspace.ensure", "workspace.check" -> Map.of();
          case "note.create" -> Map.of("markdown", "text");
          case "note.list" -> Map.of();
          case "note.link" -> Map.of("from", UUID.randomUUID(), "to", UUID.randomUUID());
          case "workspace.search" -> Map.of("query", "text");
          case "note.search" -> Map.of("query", "text");
          case "note.append" -> Map.of("page", UUID.randomUUID(), "markdown", "text");
          case "note.update" -> Map.of("page", UUID.randomUUID(), "title", "text");
          case "note.cancel" -> Map.of("command", "c-7");
          default -> Map.of("page", UUID.randomUUID());
        };
    return harness.run(user, new OperationName(operation), JsonMapper.shared().valueToTree(data));
  }

  private void with(ServerSocket notion, List<String> settings, Consumer<OperationHarness> test) {
    runner()
        .withPropertyValues("errand.notion.base-url=http://127.0.0.1:" + notion.getLocalPort())
        .withPropertyValues(settings.toArray(String[]::new))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              LocalOnly local = context.getBean(LocalOnly.class);
              test.accept(
                  new OperationHarness(
                      context.getBean(ProviderPolicy.class),
                      local.keep(
                          Provider.NOTION,
                          context.getBeansOfType(Operation.class).values(),
                          context.getBean(LocalOperations.class)),
                      new MarkdownUser.NoTokens()));
            });
  }

  private static ApplicationContextRunner runner() {
    return new ApplicationContextRunner()
        .withUserConfiguration(NoteWorkerConfiguration.class)
        .withBean(
            ProviderHttp.class,
            () ->
                new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(1), Duration.ofSeconds(1)));
  }

  private static boolean wasReached(ServerSocket server) throws IOException {
    server.setSoTimeout(1);
    try {
      server.accept().close();
      return true;
    } catch (SocketTimeoutException nobody) {
      return false;
    }
  }
}
