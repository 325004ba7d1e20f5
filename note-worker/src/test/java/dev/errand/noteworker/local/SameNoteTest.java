package dev.errand.noteworker.local;

import static dev.errand.schemas.note.NoteOperations.NOTE_APPEND;
import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_GET;
import static dev.errand.schemas.note.NoteOperations.NOTE_RESTORE;
import static dev.errand.schemas.note.NoteOperations.NOTE_SEARCH;
import static dev.errand.schemas.note.NoteOperations.NOTE_TRASH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A file that a person made has no id in it; what was told as its id stays its id. */
class SameNoteTest {

  @TempDir Path root;

  private MarkdownUser user() {
    return new MarkdownUser(root, "ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mine.md", "README.MD", "work/deep/mine.md", "a.b.md"})
  void aFileThatWentIntoTheTrashComesBackAsTheSameNote(String name) throws IOException {
    Files.createDirectories(user().folder().resolve("work/deep"));
    user().write(name, "by hand\n");
    String page = found("hand");
    done(NOTE_TRASH, Map.of("page", page));
    done(NOTE_TRASH, Map.of("page", page));
    assertThat(user().folder().resolve(".trash").resolve(name)).exists();
    user().write(name, "somebody else's\n");
    assertThat(found("somebody")).isNotEqualTo(page);
    assertThat(read(page).path("inTrash").asBoolean()).isTrue();
    assertThat(read(page).path("markdown").asString()).isEqualTo("by hand\n");
    done(NOTE_RESTORE, Map.of("page", page));
    done(NOTE_RESTORE, Map.of("page", page));
    assertThat(read(page).path("inTrash").asBoolean()).isFalse();
    assertThat(read(page).path("markdown").asString()).isEqualTo("by hand\n");
    assertThat(user().text(name)).isEqualTo("somebody else's\n");
  }

  @Test
  void aCopyKeepsItsOwnIdWhenTheFirstOneGoes() throws IOException {
    String page = done(NOTE_CREATE, Map.of("title", "Log", "markdown", "text"));
    Files.copy(user().folder().resolve("log.md"), user().folder().resolve("log copy.md"));
    String copy =
        found(NOTE_SEARCH, "Log").stream().filter(id -> !id.equals(page)).findFirst().orElseThrow();
    done(NOTE_TRASH, Map.of("page", page));
    assertThat(read(page).path("inTrash").asBoolean()).isTrue();
    assertThat(read(copy).path("inTrash").asBoolean()).isFalse();
    assertThat(user().listed()).containsExactly(copy);
    done(NOTE_APPEND, Map.of("page", copy, "markdown", "to the copy"));
    done(NOTE_RESTORE, Map.of("page", page));
    assertThat(read(page).path("markdown").asString()).isEqualTo("text\n");
    assertThat(user().listed()).containsExactlyInAnyOrder(page, copy);
  }

  @Test
  void aFileIntoWhichNoIdCanBeWrittenStaysWhereItIs() {
    user().write("mine.md", "---\na: b: c\n---\nby hand\n");
    String page = found("mine");
    Result refused = user().run(NOTE_TRASH, Map.of("page", page));
    assertThat(Objects.requireNonNull(refused.problem()).code()).isEqualTo(ProblemCode.CONFLICT);
    assertThat(read(page).path("inTrash").asBoolean()).isFalse();
  }

  private JsonNode read(String page) {
    Result result = user().run(NOTE_GET, Map.of("page", page));
    assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCEEDED);
    return Objects.requireNonNull(result.output());
  }

  /** The one note that has the word. */
  private String found(String word) {
    List<String> found = found(NOTE_SEARCH, word);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private List<String> found(OperationName operation, String word) {
    return Objects.requireNonNull(user().run(operation, Map.of("query", word)).output())
        .path("notes")
        .valueStream()
        .map(note -> note.path("page").asString())
        .toList();
  }

  private String done(OperationName operation, Map<String, ?> data) {
    Result result = user().run(operation, data);
    assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCEEDED);
    return Objects.requireNonNull(Objects.requireNonNull(result.output()).path("page").asString());
  }
}
