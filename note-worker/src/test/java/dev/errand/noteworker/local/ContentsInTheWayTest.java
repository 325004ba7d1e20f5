package dev.errand.noteworker.local;

import static dev.errand.schemas.note.NoteOperations.NOTE_APPEND;
import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_GET;
import static dev.errand.schemas.note.NoteOperations.NOTE_LINK;
import static dev.errand.schemas.note.NoteOperations.NOTE_MOVE;
import static dev.errand.schemas.note.NoteOperations.NOTE_RESTORE;
import static dev.errand.schemas.note.NoteOperations.NOTE_TRASH;
import static dev.errand.schemas.note.NoteOperations.NOTE_UPDATE;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_ENSURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The table of contents cannot be written, by whatever was done to it. A note's own change is made
 * and told all the same, once; and when the way is free again, the contents are made true.
 */
class ContentsInTheWayTest {

  private static final String CONTENTS = "table-of-contents.md";

  @TempDir Path root;

  private final RefusingDisk disk = new RefusingDisk();

  private MarkdownUser user() {
    return new MarkdownUser(root, "ada", disk);
  }

  enum InTheWay {
    CANNOT_BE_WRITTEN,
    TOO_LARGE,
    NOT_UTF8,
    BROKEN_BY_HAND
  }

  @ParameterizedTest
  @EnumSource
  void aNoteIsMadeOnceAndListedByTheNextChange(InTheWay what) throws IOException {
    create("First");
    Path before = putInTheWay(what);
    Result made = user().run("c1", NOTE_CREATE, Map.of("title", "Log", "markdown", "text"));
    assertThat(made.status()).as("%s", made).isEqualTo(Status.SUCCEEDED);
    assertThat(user().run("c1", NOTE_CREATE, Map.of("title", "Log", "markdown", "text")).output())
        .isEqualTo(made.output());
    assertThat(user().names()).containsExactly("first.md", "log.md");
    outOfTheWay(before);
    String next = create("Next");
    assertThat(user().listed()).hasSize(3).contains(id(made), next);
  }

  @ParameterizedTest
  @EnumSource
  void whateverWasChangedIsToldAndEnsuringThePlacePutsTheContentsRight(InTheWay what)
      throws IOException {
    String above = create("Above");
    String renamed = create("Renamed");
    String gone = create("Gone");
    String back = create("Back");
    String moved = done(NOTE_CREATE, Map.of("title", "In", "markdown", "x", "parent", above));
    done(NOTE_TRASH, Map.of("page", back));
    Path before = putInTheWay(what);
    done(NOTE_UPDATE, Map.of("page", renamed, "title", "New"));
    done(NOTE_TRASH, Map.of("page", gone));
    done(NOTE_RESTORE, Map.of("page", back));
    done(NOTE_MOVE, Map.of("page", moved));
    outOfTheWay(before);
    var _ = user().run(WORKSPACE_ENSURE, Map.of());
    assertThat(user().listed()).containsExactlyInAnyOrder(above, renamed, back, moved);
    assertThat(user().text(CONTENTS)).contains("[New](renamed.md)");
  }

  @Test
  void anEntryThatWasTakenOutByHandComesBackWithTheNextChange() throws IOException {
    String first = create("First");
    Path contents = user().folder().resolve(CONTENTS);
    Files.writeString(
        contents, Files.readString(contents).replaceAll("- \\[First].*\n", "") + "mine \n");
    String second = create("Second");
    assertThat(user().listed()).containsExactly(first, second);
    assertThat(user().text(CONTENTS)).contains("\nmine \n");
  }

  @Test
  void aMoveIntoAnotherNoteLooksAfterTheContentsToo() throws IOException {
    String above = create("Above");
    String page = create("Log");
    Path contents = user().folder().resolve(CONTENTS);
    Files.writeString(contents, Files.readString(contents).replaceAll("- \\[.*\n", ""));
    done(NOTE_MOVE, Map.of("page", page, "parent", above));
    assertThat(user().listed()).containsExactly(above, page);
  }

  @Test
  void aLinkThatWasMadeIsToldAsMadeWhereverTheNotesWentSince() {
    Map<String, ?> link = Map.of("from", create("One"), "to", create("Two"));
    Result made = user().run("c1", NOTE_LINK, link);
    assertThat(made.status()).as("%s", made).isEqualTo(Status.SUCCEEDED);
    done(NOTE_TRASH, Map.of("page", String.valueOf(link.get("to"))));
    assertThat(user().run("c1", NOTE_LINK, link).output()).isEqualTo(made.output());
  }

  /** A worker that died behind its change is followed by one that finds the change. */
  @Test
  void whatWasDoneIsToldAsDoneWhateverHappenedSince() {
    String page = create("Log");
    String other = create("Other");
    Map<String, ?> more = Map.of("page", page, "markdown", "more");
    Map<String, ?> title = Map.of("page", page, "title", "Diary");
    Map<String, ?> move = Map.of("page", page, "parent", other);
    Map<String, ?> made = Map.of("title", "Made", "markdown", "text");
    assertThat(user().run("c1", NOTE_APPEND, more).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(user().run("c2", NOTE_UPDATE, title).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(user().run("c3", NOTE_MOVE, move).status()).isEqualTo(Status.SUCCEEDED);
    Result first = user().run("c4", NOTE_CREATE, made);
    user().write("log.md", user().text("log.md").replace("created:", "a: b: c\ncreated:"));
    String broken = user().text("log.md");
    done(NOTE_TRASH, Map.of("page", other));
    done(NOTE_TRASH, Map.of("page", id(first)));
    assertThat(user().run("c1", NOTE_APPEND, more).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(user().run("c2", NOTE_UPDATE, title).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(user().run("c3", NOTE_MOVE, move).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(user().run("c4", NOTE_CREATE, made).output()).isNotNull();
    assertThat(user().text("log.md")).isEqualTo(broken);
    assertThat(user().names()).containsExactly("log.md");
  }

  @Test
  void aNoteForWhichThereIsNoRoomIsNotMade() throws IOException {
    String page = create("Log");
    fill(20_000);
    Result refused = user().run(NOTE_CREATE, Map.of("title", "More", "markdown", "text"));
    assertThat(Objects.requireNonNull(refused.problem()).code())
        .isEqualTo(ProblemCode.QUOTA_EXCEEDED);
    assertThat(user().folder().resolve("more.md")).doesNotExist();
    done(NOTE_APPEND, Map.of("page", page, "markdown", "more"));
    user().write("by-hand.md", "");
    done(NOTE_GET, Map.of("page", page));
    done(NOTE_APPEND, Map.of("page", page, "markdown", "most"));
    done(NOTE_TRASH, Map.of("page", page));
  }

  private void fill(int files) throws IOException {
    try (var there = Files.list(user().folder())) {
      int first = (int) there.filter(path -> path.toString().endsWith(".md")).count();
      for (int number = first; number < files; number++) {
        user().write(number + ".md", "");
      }
    }
  }

  /** The contents as they were. */
  private Path putInTheWay(InTheWay what) throws IOException {
    Path contents = user().folder().resolve(CONTENTS);
    Path before = Files.copy(contents, root.resolve("before"));
    switch (what) {
      case CANNOT_BE_WRITTEN -> disk.refuse(CONTENTS);
      case TOO_LARGE -> Files.writeString(contents, user().text(CONTENTS) + "x".repeat(4_000_000));
      case NOT_UTF8 -> {
        byte[] bytes = (user().text(CONTENTS) + "caf#").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = (byte) 0xE9;
        Files.write(contents, bytes);
      }
      case BROKEN_BY_HAND ->
          Files.writeString(contents, user().text(CONTENTS).replace("title:", "a: b: c\ntitle:"));
    }
    return before;
  }

  private void outOfTheWay(Path before) throws IOException {
    disk.refuse("nothing");
    Files.copy(before, user().folder().resolve(CONTENTS), StandardCopyOption.REPLACE_EXISTING);
  }

  private String create(String title) {
    return done(NOTE_CREATE, Map.of("title", title, "markdown", "text"));
  }

  /** The id of the page it was about. */
  private String done(OperationName operation, Map<String, ?> data) {
    Result result = user().run(operation, data);
    assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCEEDED);
    return id(result);
  }

  private static String id(Result result) {
    return Objects.requireNonNull(Objects.requireNonNull(result.output()).path("page").asString());
  }
}
