package dev.errand.noteworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.local.MarkdownUser;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.runtime.http.ProviderHttp;
import dev.errand.runtime.local.LocalOnly;
import dev.errand.runtime.local.LocalOperations;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
