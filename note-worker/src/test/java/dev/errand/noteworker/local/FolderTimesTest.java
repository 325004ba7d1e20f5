package dev.errand.noteworker.local;

import static dev.errand.schemas.note.NoteOperations.NOTE_APPEND;
import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_GET;
import static dev.errand.schemas.note.NoteOperations.NOTE_SEARCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationName;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how long commands take in a folder of so many notes ({@code -Derrand.notes=300}); what is
 * said of that in a document was printed by this.
 */
class FolderTimesTest {

  private static final int TIMES = 15;

  @TempDir Path root;

  @Test
  void aFolderIsLookedThroughForEachCommand() {
    int notes = Integer.getInteger("errand.notes", 300);
    MarkdownUser user = new MarkdownUser(root, "ada");
    String page = page(done(user, NOTE_CREATE, Map.of("title", "Log", "markdown", "text")));
    String text = "a word of the text\n".repeat(100);
    for (int number = 1; number < notes; number++) {
      user.write(number + ".md", "---\ntitle: Note " + number + "\ntags: [a, b]\n---\n\n" + text);
    }
    print(notes, "note.get", () -> done(user, NOTE_GET, Map.of("page", page)));
    print(notes, "note.search", () -> done(user, NOTE_SEARCH, Map.of("query", "nowhere")));
    print(
        notes, "note.append", () -> done(user, NOTE_APPEND, Map.of("page", page, "markdown", "x")));
    print(
        notes,
        "note.create",
        () -> done(user, NOTE_CREATE, Map.of("title", "More", "markdown", "x")));
  }

  private static void print(int notes, String operation, Runnable command) {
    command.run();
    long[] nanos = LongStream.range(0, TIMES).map(time -> took(command)).sorted().toArray();
    System.out.printf(
        "%s in a folder of %,d notes of 2 kB: %.1f ms, at most %.1f ms of %d%n",
        operation, notes, nanos[TIMES / 2] / 1e6, nanos[TIMES - 1] / 1e6, TIMES);
  }

  private static long took(Runnable command) {
    long start = System.nanoTime();
    command.run();
    return System.nanoTime() - start;
  }

  private static Result done(MarkdownUser user, OperationName operation, Map<String, ?> data) {
    Result result = user.run(operation, data);
    assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCEEDED);
    return result;
  }

  private static String page(Result result) {
    return Objects.requireNonNull(result.output()).path("page").asString();
  }
}
