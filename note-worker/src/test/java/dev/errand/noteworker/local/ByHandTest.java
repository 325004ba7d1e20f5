package dev.errand.noteworker.local;

import static dev.errand.schemas.note.NoteOperations.NOTE_APPEND;
import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_GET;
import static dev.errand.schemas.note.NoteOperations.NOTE_LINK;
import static dev.errand.schemas.note.NoteOperations.NOTE_RESTORE;
import static dev.errand.schemas.note.NoteOperations.NOTE_SEARCH;
import static dev.errand.schemas.note.NoteOperations.NOTE_TRASH;
import static dev.errand.schemas.note.NoteOperations.NOTE_UPDATE;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_ENSURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** People open these files in editors, copy, rename and delete them; nothing of theirs is lost. */
class ByHandTest {

  @TempDir Path root;

  private MarkdownUser user() {
    return new MarkdownUser(root, "ada");
  }

  @Test
  void aNoteIsAFileThatAPersonCanRead() {
    JsonNode note =
        done(
            NOTE_CREATE,
            Map.of(
                "title", "Trip: A & B",
                "markdown", "- [ ] book the train",
                "kind", "task",
                "tags", List.of("travel", "yes", "a: b")));
    assertThat(user().names()).containsExactly("trip-a-b.md");
    assertThat(user().text("trip-a-b.md").replaceAll("\\d{4}-[0-9T:.-]+Z", "TIME"))
        .isEqualTo(
            """
            ---
            id: %s
            title: 'Trip: A & B'
            tags: [travel, 'yes', 'a: b']
            kind: task
            parent: %s
            created: TIME
            edited: TIME
            ---

            - [ ] book the train
            """
                .formatted(note.path("page").asString(), note.path("parent").asString()));
    assertThat(user().text("table-of-contents.md"))
        .endsWith(
            "\n\n- [Trip: A & B](trip-a-b.md) <!-- " + note.path("page").asString() + " -->\n");
  }

  @Test
  void nobodyElseCanLookIntoTheFolder() throws IOException {
    create("Log", "text");
    try (var all = Files.walk(user().folder())) {
      for (Path path : all.filter(each -> !each.endsWith("lock")).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as("%s", path)
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void aFileWithoutFrontMatterIsANoteAndKeepsEachOfItsBytes() {
    String text = "\uFEFF# Mine\r\n\r\nby hand\r\n";
    user().write("mine.md", text);
    String page = found("hand");
    assertThat(read(page).path("title").asString()).isEqualTo("mine");
    append(page, "added");
    assertThat(user().text("mine.md")).startsWith("---\nid: " + page).endsWith(text + "\nadded\n");
    append(page, "again");
    assertThat(user().text("mine.md")).endsWith(text + "\nadded\n\nagain\n");
  }

  @Test
  void wordsThatOthersWroteIntoTheFrontMatterStay() {
    String page = create("Log", "text");
    String mine = "aliases: [a,   b] # mine\nnested:\n  - deep: {x: 1}\n";
    user().write("log.md", user().text("log.md").replace("parent:", mine + "parent:"));
    append(page, "more");
    done(NOTE_UPDATE, Map.of("page", page, "tags", List.of("new")));
    done(NOTE_UPDATE, Map.of("page", page, "title", "Diary", "tags", List.of()));
    assertThat(user().text("log.md")).contains("\ntitle: Diary\n", mine).doesNotContain("tags:");
    assertThat(read(page).path("markdown").asString()).isEqualTo("text\n\nmore\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tags: [open\n",
        "a: b: c\n",
        "title: x\ntitle: y\n",
        "x: !!java.net.URL [\"http://127.0.0.1:1/\"]\n"
      })
  void frontMatterThatCannotBeReadIsShownAndNeverWrittenOver(String broken) {
    String page = create("Log", "text");
    user().write("log.md", user().text("log.md").replace("parent:", broken + "parent:"));
    String before = user().text("log.md");
    assertThat(read(page).path("markdown").asString()).isEqualTo(before);
    for (Result refused :
        List.of(
            user().run(NOTE_APPEND, Map.of("page", page, "markdown", "x")),
            user().run(NOTE_UPDATE, Map.of("page", page, "title", "x")))) {
      assertThat(code(refused)).isEqualTo(ProblemCode.CONFLICT);
    }
    done(NOTE_TRASH, Map.of("page", page));
    done(NOTE_RESTORE, Map.of("page", page));
    assertThat(user().text("log.md")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  title: Mine\n  kind: idea\n",
        "edited : soon\ntitle: Mine\nkind: idea\n",
        "{title: Mine, kind: idea}\n",
        "title: Mine\nkind: idea\n...\n",
      })
  void frontMatterThatIsWrittenOtherwiseThanOursIsANotesToo(String lines) {
    user().write("mine.md", "---\n" + lines + "---\nby hand\n");
    String page = found("hand");
    done(NOTE_TRASH, Map.of("page", page));
    done(NOTE_RESTORE, Map.of("page", page));
    append(page, "more");
    done(NOTE_UPDATE, Map.of("page", page, "title", "New", "tags", List.of("a", "b")));
    FrontMatter front = FrontMatter.read(user().text("mine.md"));
    assertThat(front.values())
        .containsEntry("id", page)
        .containsEntry("title", "New")
        .containsEntry("kind", "idea")
        .containsEntry("tags", List.of("a", "b"));
    assertThat(front.time(FrontMatter.EDITED)).isPresent();
    assertThat(front.text()).isEqualTo("by hand\n\nmore\n");
  }

  @Test
  void frontMatterThatCannotBeChangedWithoutHarmIsRefusedAndStays() {
    String mine = "---\ntitle: &t Mine\nkind: *t\n---\nby hand\n";
    user().write("mine.md", mine);
    Result refused = user().run(NOTE_UPDATE, Map.of("page", found("hand"), "title", "New"));
    assertThat(code(refused)).isEqualTo(ProblemCode.CONFLICT);
    assertThat(user().text("mine.md")).isEqualTo(mine);
  }

  @Test
  void contentsWithAWordWrittenOtherwiseKeepIt() {
    create("First", "x");
    user()
        .write(
            "table-of-contents.md",
            user().text("table-of-contents.md").replaceFirst("edited:.*", "edited : soon"));
    String second = create("Second", "x");
    assertThat(user().listed()).hasSize(2).contains(second);
    assertThat(FrontMatter.read(user().text("table-of-contents.md")).broken()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"---\n", "---\nhello\n---\nworld\n", "---\nno: end\n", "----\na: b\n----\n"})
  void whatOnlyLooksLikeFrontMatterIsText(String text) {
    user().write("mine.md", text);
    String page = found("");
    assertThat(read(page).path("markdown").asString()).isEqualTo(text);
    append(page, "added");
    assertThat(user().text("mine.md")).contains(text).endsWith("\nadded\n");
  }

  @Test
  void aRenamedOrMovedFileIsTheSameNoteAndTheContentsFollow() throws IOException {
    String page = create("Log", "text");
    Files.createDirectories(user().folder().resolve("work"));
    Files.move(user().folder().resolve("log.md"), user().folder().resolve("work/my (own) ö.md"));
    append(page, "more");
    create("Other", "x");
    assertThat(read(page).path("markdown").asString()).isEqualTo("text\n\nmore\n");
    assertThat(user().text("table-of-contents.md"))
        .contains("- [Log](work/my%20%28own%29%20ö.md) <!-- " + page);
    done(NOTE_TRASH, Map.of("page", page));
    done(NOTE_RESTORE, Map.of("page", page));
    assertThat(user().folder().resolve("work/my (own) ö.md")).exists();
  }

  @Test
  void aDeletedFileIsNotFoundAndLeavesTheContentsWithTheNextChange() throws IOException {
    String page = create("Log", "text");
    Files.delete(user().folder().resolve("log.md"));
    assertThat(code(user().run(NOTE_GET, Map.of("page", page)))).isEqualTo(ProblemCode.NOT_FOUND);
    String other = create("Other", "x");
    assertThat(user().listed()).containsExactly(other);
  }

  @Test
  void aCopyIsANoteOfItsOwn() throws IOException {
    String page = create("Log", "text");
    Files.copy(user().folder().resolve("log.md"), user().folder().resolve("log copy.md"));
    append(page, "to the first");
    String copy =
        done(NOTE_SEARCH, Map.of("query", "Log"))
            .path("notes")
            .valueStream()
            .map(note -> note.path("page").asString())
            .filter(id -> !id.equals(page))
            .findFirst()
            .orElseThrow();
    append(copy, "to the copy");
    assertThat(user().text("log.md")).endsWith("text\n\nto the first\n").contains("id: " + page);
    assertThat(user().text("log copy.md"))
        .endsWith("text\n\nto the copy\n")
        .contains("id: " + copy);
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path outside = Files.createDirectories(root.resolve("outside"));
    Files.writeString(outside.resolve("secret.md"), "secret");
    String page = create("Log", "text");
    Files.createSymbolicLink(user().folder().resolve("out"), outside);
    Files.createSymbolicLink(user().folder().resolve("s.md"), outside.resolve("secret.md"));
    assertThat(done(NOTE_SEARCH, Map.of("query", "secret")).path("notes")).isEmpty();
    Files.createSymbolicLink(user().folder().resolve(".trash"), outside);
    assertThat(code(user().run(NOTE_TRASH, Map.of("page", page)))).isEqualTo(ProblemCode.CONFLICT);
    assertThat(outside.toFile().list()).containsExactly("secret.md");
    Path bob = Files.createSymbolicLink(root.resolve("bob"), outside);
    Result refused = new MarkdownUser(root, "bob").run(WORKSPACE_ENSURE, Map.of());
    assertThat(code(refused)).isEqualTo(ProblemCode.CONFLICT);
    assertThat(bob.toFile().list()).containsExactly("secret.md");
  }

  @Test
  void aHugeFileIsShownInPartAndNotChanged() {
    user().write("huge.md", "begin\n" + "x".repeat(5_000_000));
    String page = found("begin");
    JsonNode read = read(page);
    assertThat(read.path("truncated").asBoolean()).isTrue();
    assertThat(read.path("markdown").asString()).startsWith("begin\nxxx");
    Result refused = user().run(NOTE_APPEND, Map.of("page", page, "markdown", "x"));
    assertThat(code(refused)).isEqualTo(ProblemCode.CONFLICT);
  }

  @Test
  void aFileInAnotherEncodingIsShownAndNotChanged() throws IOException {
    byte[] latin = {'c', 'a', 'f', (byte) 0xE9, '\n'};
    user().write("latin.md", "");
    Files.write(user().folder().resolve("latin.md"), latin);
    String page = found("caf");
    assertThat(read(page).path("markdown").asString()).isEqualTo("caf\uFFFD\n");
    Result refused = user().run(NOTE_APPEND, Map.of("page", page, "markdown", "x"));
    assertThat(code(refused)).isEqualTo(ProblemCode.CONFLICT);
    assertThat(Files.readAllBytes(user().folder().resolve("latin.md"))).isEqualTo(latin);
  }

  @Test
  void ofTwoNotesNoneIsLinkedIfTheOtherCannotBeChanged() throws IOException {
    String page = create("Log", "text");
    byte[] latin = {'c', 'a', 'f', (byte) 0xE9, '\n'};
    Files.write(user().write("latin.md", ""), latin);
    String before = user().text("log.md");
    Result refused = user().run(NOTE_LINK, Map.of("from", page, "to", found("caf")));
    assertThat(code(refused)).isEqualTo(ProblemCode.CONFLICT);
    assertThat(user().text("log.md")).isEqualTo(before);
  }

  @Test
  void linesThatThePersonAddedToTheContentsStay() {
    String first = create("First", "x");
    user()
        .write(
            "table-of-contents.md",
            user().text("table-of-contents.md").replace("- [First]", "## Mine\n\n- [First]"));
    String second = create("Second", "x");
    done(NOTE_UPDATE, Map.of("page", first, "title", "[1] <b>"));
    assertThat(user().text("table-of-contents.md"))
        .endsWith(
            "\n\n## Mine\n\n- [\\[1\\] \\<b\\>](first.md) <!-- %s -->\n- [Second](second.md) <!-- %s -->\n"
                .formatted(first, second));
  }

  /** Each of the three was an end of a line to a pattern, and none to whoever counts lines. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\ntitle: \"One\\Lline\\Pand\\Nno more\"\n---\n",
        "# One\u2028line and no more"
      })
  void aNoteWhoseTitleHasEndsOfLinesIsListedOnce(String text) {
    user().write("mine.md", text);
    create("First", "x");
    create("Second", "x");
    assertThat(user().listed()).hasSize(3);
    assertThat(user().text("table-of-contents.md")).contains("- [One line and no more](mine.md)");
  }

  @Test
  void anEntryThatGrewBecomesOneAgain() {
    String page = create("Log", "x");
    String entry = "- [Lo\u2028g](log.md) <!-- " + page + " -->\n";
    user().write("table-of-contents.md", user().text("table-of-contents.md") + entry + entry);
    String second = create("Second", "x");
    assertThat(user().listed()).containsExactly(page, second);
  }

  @Test
  void contentsThatWereDeletedAreMadeAnewWithAllNotes() throws IOException {
    String first = create("First", "x");
    Files.delete(user().folder().resolve("table-of-contents.md"));
    String second = create("Second", "x");
    assertThat(user().listed()).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void aNameThatIsTakenIsNotWrittenOver() {
    user().write("log.md", "mine");
    create("Log", "text");
    assertThat(user().names()).containsExactly("log-2.md", "log.md");
    assertThat(user().text("log.md")).isEqualTo("mine");
  }

  @Test
  void aFolderThatAnotherWorkerHasIsWaitedForAndReadMeanwhile() throws IOException {
    String page = create("Log", "text");
    try (FileChannel lock =
        FileChannel.open(user().folder().resolve(".errand/lock"), StandardOpenOption.WRITE)) {
      assertThat(lock.tryLock()).isNotNull();
      assertThat(read(page).path("title").asString()).isEqualTo("Log");
      Result late = user().run(NOTE_APPEND, Map.of("page", page, "markdown", "x"));
      assertThat(code(late)).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    }
    append(page, "more");
    assertThat(read(page).path("markdown").asString()).isEqualTo("text\n\nmore\n");
  }

  private String create(String title, String markdown) {
    return id(done(NOTE_CREATE, Map.of("title", title, "markdown", markdown)));
  }

  private void append(String page, String markdown) {
    done(NOTE_APPEND, Map.of("page", page, "markdown", markdown));
  }

  private JsonNode read(String page) {
    return done(NOTE_GET, Map.of("page", page));
  }

  /** The one note that has the word. */
  private String found(String word) {
    JsonNode notes = done(NOTE_SEARCH, Map.of("query", word)).path("notes");
    assertThat(notes).hasSize(1);
    return id(notes.path(0));
  }

  private JsonNode done(OperationName operation, Map<String, ?> data) {
    Result result = user().run(operation, data);
    assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCEEDED);
    return Objects.requireNonNull(result.output());
  }

  private static String id(JsonNode note) {
    return Objects.requireNonNull(note.path("page").asString());
  }

  private static ProblemCode code(Result result) {
    return Objects.requireNonNull(result.problem()).code();
  }
}
