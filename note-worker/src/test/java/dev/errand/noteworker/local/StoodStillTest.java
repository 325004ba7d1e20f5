package dev.errand.noteworker.local;

import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_RESTORE;
import static dev.errand.schemas.note.NoteOperations.NOTE_TRASH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A worker that stood still for long goes on with a command which another one has ended, and with
 * which it would undo what was asked for since.
 */
class StoodStillTest {

  @TempDir Path root;

  /** What the engine answers to whoever is late. */
  private static final class TooLate extends RuntimeException {}

  @Test
  void itAsksWhetherTheCommandIsStillQueuedWhenItHasTheFolderAndChangesNothing() {
    MarkdownUser user = new MarkdownUser(root, "ada");
    Result made = user.run(NOTE_CREATE, Map.of("title", "Log", "markdown", "text"));
    String page = Objects.requireNonNull(made.output()).path("page").asString();
    Map<String, String> asked = Map.of("page", page);
    assertThat(user.run("c1", NOTE_TRASH, asked).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(user.run("c2", NOTE_RESTORE, asked).status()).isEqualTo(Status.SUCCEEDED);
    Operation trash =
        new LocalNotes(root, new MarkdownReader(), InstantSource.system())
            .operations().stream()
                .filter(operation -> operation.name().equals(NOTE_TRASH))
                .findFirst()
                .orElseThrow();
    assertThatThrownBy(() -> trash.perform(late(asked))).isInstanceOf(TooLate.class);
    assertThat(user.names()).containsExactly("log.md");
    assertThat(user.listed()).containsExactly(page);
    assertThat(user.run(NOTE_TRASH, asked).status())
        .as("the folder is free again")
        .isEqualTo(Status.SUCCEEDED);
  }

  private OperationContext late(Map<String, String> asked) {
    JsonNode data = JsonMapper.shared().valueToTree(asked);
    Command command =
        new Command(
            new UserId("ada"),
            new CommandId("c1"),
            NOTE_TRASH,
            "urn:test",
            Priority.INTERACTIVE,
            null,
            null,
            null,
            null,
            data);
    return (OperationContext)
        Proxy.newProxyInstance(
            OperationContext.class.getClassLoader(),
            new Class<?>[] {OperationContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "command" -> command;
                  case "input" -> JsonMapper.shared().treeToValue(data, (Class<?>) arguments[0]);
                  case "requireQueued" -> {
                    assertThat(isLocked()).isTrue();
                    throw new TooLate();
                  }
                  default -> throw new AssertionError("It asked for " + method.getName());
                });
  }

  private boolean isLocked() throws IOException {
    return FolderLock.take(root.resolve("ada"), new RealDisk()).isEmpty();
  }
}
