package dev.errand.noteworker.local;

import static dev.errand.schemas.note.NoteOperations.NOTE_APPEND;
import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_LINK;
import static dev.errand.schemas.note.NoteOperations.NOTE_RESTORE;
import static dev.errand.schemas.note.NoteOperations.NOTE_TRASH;
import static dev.errand.schemas.note.NoteOperations.NOTE_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationName;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker that is killed before or after any of its steps on the disk, and another that goes on
 * with the same command: it is done once, and nothing half-made is left.
 */
class DyingTest {

  @TempDir Path root;

  @Test
  void oneNoteIsMadeAndListedOnce() {
    everywhere(
        16,
        NOTE_CREATE,
        user -> Map.of("title", "Log", "markdown", "text"),
        (user, page) -> {
          assertThat(user.names()).containsExactly("log.md");
          assertThat(user.text("log.md")).endsWith("---\n\ntext\n");
          assertThat(user.listed()).hasSize(1);
        });
  }

  @Test
  void textIsAppendedOnce() {
    everywhere(
        4,
        NOTE_APPEND,
        user -> Map.of("page", log(user), "markdown", "more"),
        (user, page) -> assertThat(user.text("log.md")).endsWith("---\n\ntext\n\nmore\n"));
  }

  @Test
  void aNoteIsChangedAndTheContentsSaySo() {
    everywhere(
        8,
        NOTE_UPDATE,
        user -> Map.of("page", log(user), "title", "Diary", "markdown", "one\n\ntwo"),
        (user, result) -> {
          assertThat(Objects.requireNonNull(result.output()).path("removed").asInt()).isEqualTo(1);
          assertThat(user.text("log.md")).contains("title: Diary\n").endsWith("\n\none\n\ntwo\n");
          assertThat(user.text("table-of-contents.md")).contains("[Diary](log.md)");
        });
  }

  @Test
  void twoNotesAreLinkedOnce() {
    everywhere(
        8,
        NOTE_LINK,
        user -> Map.of("from", log(user), "to", log(user)),
        (user, result) -> {
          assertThat(Objects.requireNonNull(result.output()).path("added").asInt()).isEqualTo(2);
          assertThat(user.text("log.md")).containsOnlyOnce("- [Log](log-2.md)");
          assertThat(user.text("log-2.md")).containsOnlyOnce("- [Log](log.md)");
        });
  }

  @Test
  void aNoteIsInTheTrashAndNotListed() {
    everywhere(
        6,
        NOTE_TRASH,
        user -> Map.of("page", log(user)),
        (user, result) -> {
          assertThat(user.names()).isEmpty();
          assertThat(user.folder().resolve(".trash/log.md")).exists();
          assertThat(user.listed()).isEmpty();
        });
  }

  @Test
  void aNoteIsBackAndListedOnce() {
    everywhere(
        6,
        NOTE_RESTORE,
        user -> {
          Map<String, String> page = Map.of("page", log(user));
          assertThat(user.run(NOTE_TRASH, page).status()).isEqualTo(Status.SUCCEEDED);
          return page;
        },
        (user, result) -> {
          assertThat(user.names()).containsExactly("log.md");
          assertThat(user.listed()).hasSize(1);
        });
  }

  private static String log(MarkdownUser user) {
    Result made = user.run(NOTE_CREATE, Map.of("title", "Log", "markdown", "text"));
    return Objects.requireNonNull(made.output()).path("page").asString();
  }

  private void everywhere(
      int points,
      OperationName operation,
      Function<MarkdownUser, Map<String, ?>> data,
      BiConsumer<MarkdownUser, Result> check) {
    for (int point = 1; ; point++) {
      DyingDisk disk = new DyingDisk(point);
      MarkdownUser user = new MarkdownUser(root, "user" + point);
      Map<String, ?> asked = data.apply(user);
      MarkdownUser dying = new MarkdownUser(root, "user" + point, disk);
      try {
        dying.run("c1", operation, asked);
      } catch (DyingDisk.Killed killed) {
        assertThat(disk.died()).isTrue();
      }
      Result result = user.run("c1", operation, asked);
      assertThat(result.status()).as("point %d", point).isEqualTo(Status.SUCCEEDED);
      check.accept(user, result);
      assertThat(user.folder().resolve(".errand").toFile().list())
          .as("point %d", point)
          .containsExactly("lock");
      if (!disk.died()) {
        assertThat(point - 1).isEqualTo(points);
        return;
      }
    }
  }
}
