package dev.errand.noteworker.operations;

import static dev.errand.schemas.note.NoteOperations.NOTE_APPEND;
import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_GET;
import static dev.errand.schemas.note.NoteOperations.NOTE_LINK;
import static dev.errand.schemas.note.NoteOperations.NOTE_LIST;
import static dev.errand.schemas.note.NoteOperations.NOTE_MOVE;
import static dev.errand.schemas.note.NoteOperations.NOTE_RESTORE;
import static dev.errand.schemas.note.NoteOperations.NOTE_SEARCH;
import static dev.errand.schemas.note.NoteOperations.NOTE_TRASH;
import static dev.errand.schemas.note.NoteOperations.NOTE_UPDATE;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_CHECK;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_ENSURE;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_SEARCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.note.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the note operations promise wherever the notes are kept. */
abstract class NoteOperationsContract {

  private static final OperationCatalog CATALOG = new OperationCatalog();

  private NoteKeeper user;

  /** Somebody new. */
  abstract NoteKeeper keeper();

  @BeforeEach
  void somebody() {
    user = keeper();
  }

  @Test
  void theFirstNoteMakesThePlaceAndIsListed() {
    JsonNode note = create("Groceries", "- milk\n- eggs");
    assertThat(user.count(Workspaces.PAGE)).isEqualTo(1);
    assertThat(user.count(Workspaces.CONTENTS)).isEqualTo(1);
    assertThat(user.count("Groceries")).isEqualTo(1);
    assertThat(note.path("title").asString()).isEqualTo("Groceries");
    assertThat(note.path("blocks").asInt()).isEqualTo(2);
    assertThat(note.path("parent").asString())
        .isEqualTo(done(WORKSPACE_ENSURE, Map.of()).path("page").asString());
    assertThat(user.listed()).containsExactly(id(note));
  }

  @Test
  void anotherWorkerGoesOnWhereTheFirstOneWas() {
    JsonNode first = create("One", "a");
    user.onAnotherWorker();
    JsonNode second = create("Two", "b");
    assertThat(user.count(Workspaces.PAGE)).isEqualTo(1);
    assertThat(user.count(Workspaces.CONTENTS)).isEqualTo(1);
    assertThat(user.listed()).containsExactly(id(first), id(second));
  }

  @Test
  void ensuringThePlaceTellsWhetherItHadToBeMade() {
    JsonNode made = done(WORKSPACE_ENSURE, Map.of());
    assertThat(made.path("created").asBoolean()).isTrue();
    user.onAnotherWorker();
    JsonNode found = done(WORKSPACE_ENSURE, Map.of());
    assertThat(found.path("created").asBoolean()).isFalse();
    assertThat(found.path("page")).isEqualTo(made.path("page"));
    assertThat(found.path("tableOfContents")).isEqualTo(made.path("tableOfContents"));
  }

  @Test
  void aNoteMayGoUnderAnotherAndIsListedAllTheSame() {
    String above = id(create("Above", "a"));
    JsonNode note =
        done(
            NOTE_CREATE,
            Map.of("title", "Below", "markdown", "b", "parent", above.replace("-", "")));
    assertThat(note.path("parent").asString()).isEqualTo(above);
    assertThat(user.listed()).containsExactly(above, id(note));
  }

  @ParameterizedTest
  @ValueSource(strings = {"# Plan\n\nwork", "Plan\n\nwork", "- Plan\n- work"})
  void aNoteWithoutATitleHasThatOfItsFirstHeadingOrLine(String markdown) {
    JsonNode note = done(NOTE_CREATE, Map.of("markdown", markdown));
    assertThat(note.path("title").asString()).isEqualTo("Plan");
    assertThat(read(id(note)).path("title").asString()).isEqualTo("Plan");
  }

  /** Unicode has more ends of lines than {@code \\n}: a browser's text may have them. */
  @ParameterizedTest
  @ValueSource(strings = {"\u2028", "\u2029", "\u0085", "\r\n", "\f \u2028\u0085"})
  void aTitleIsOneLineAndListedOnce(String end) {
    String title = "One" + end + "line" + end;
    JsonNode note = create(title, "text");
    assertThat(note.path("title").asString()).isEqualTo("One line");
    String other = id(create("Other", "text"));
    done(NOTE_UPDATE, Map.of("page", other, "title", end + "Another" + end + "one"));
    assertThat(read(other).path("title").asString()).isEqualTo("Another one");
    String third = id(create("Third", "text"));
    assertThat(user.listed()).containsExactly(id(note), other, third);
  }

  @Test
  void aNoteComesBackAsItWasWritten() {
    String text =
        """
        ## Shopping

        - milk **now**
          - [x] oat
          - [ ] soy
            - deep
              - deeper
                - deepest

        > said *she*

        ```java
        int a;
        ```

        |a|b|
        |---|---|
        |1|2|

        [link](https://example.org/)
        """;
    assertThat(markdown(id(create("Note", text)))).isEqualTo(text);
  }

  @Test
  void aLongNoteArrivesWholeAndInItsOrder() {
    String text =
        IntStream.range(0, 450).mapToObj(i -> "line " + i).collect(Collectors.joining("\n\n"));
    JsonNode note = create("Long", text);
    assertThat(note.path("blocks").asInt()).isEqualTo(450);
    assertThat(markdown(id(note))).isEqualTo(text + "\n");
  }

  @Test
  void twoNotesOfATitleAreTwo() {
    List<String> ids = List.of(id(create("Log", "a")), id(create("Log", "b")));
    assertThat(user.count("Log")).isEqualTo(2);
    assertThat(ids.stream().map(this::markdown)).containsExactly("a\n", "b\n");
  }

  @Test
  void whatIsAppendedStandsAtTheEndAsOftenAsItWasAskedFor() {
    String page = id(create("Log", "zero"));
    done(NOTE_APPEND, Map.of("page", page, "markdown", "more"));
    JsonNode added = done(NOTE_APPEND, Map.of("page", page, "markdown", "more\n\n> most"));
    assertThat(added.path("blocks").asInt()).isEqualTo(2);
    assertThat(markdown(page)).isEqualTo("zero\n\nmore\n\nmore\n\n> most\n");
  }

  @Test
  void whatIsNotToBeChangedStaysAsItIs() {
    String page = id(create("Log", "zero"));
    done(NOTE_UPDATE, Map.of("page", page, "title", "Diary"));
    assertThat(user.count("Log")).isZero();
    assertThat(markdown(page)).isEqualTo("zero\n");
    done(NOTE_UPDATE, Map.of("page", page, "markdown", "one\n\ntwo"));
    assertThat(user.count("Diary")).isEqualTo(1);
    assertThat(markdown(page)).isEqualTo("one\n\ntwo\n");
    assertThat(user.listed()).containsExactly(page);
  }

  @Test
  void searchingGivesNotesByTitlePartByPart() {
    List.of("Trip A", "Trip B", "Trip C", "Other").forEach(title -> create(title, "x"));
    JsonNode first = done(NOTE_SEARCH, Map.of("query", "Trip", "limit", 2));
    JsonNode second =
        done(NOTE_SEARCH, Map.of("query", "Trip", "cursor", first.path("cursor").asString()));
    assertThat(first.path("notes")).hasSize(2);
    assertThat(second.path("notes")).hasSize(1);
    assertThat(second.path("cursor").isString()).isFalse();
    List<String> titles = titles(first);
    titles.addAll(titles(second));
    assertThat(titles).containsExactlyInAnyOrder("Trip A", "Trip B", "Trip C");
  }

  @Test
  void aMovedNoteLiesElsewhereAndIsListedAllTheSame() {
    String above = id(create("Above", "a"));
    JsonNode note = create("Moves", "b");
    JsonNode moved = done(NOTE_MOVE, Map.of("page", id(note), "parent", above));
    assertThat(moved.path("parent").asString()).isEqualTo(above);
    assertThat(titles(done(NOTE_LIST, Map.of("parent", above)))).containsExactly("Moves");
    assertThat(titles(done(NOTE_LIST, Map.of()))).containsExactly("Above");
    JsonNode back = done(NOTE_MOVE, Map.of("page", id(note)));
    assertThat(back.path("parent")).isEqualTo(note.path("parent"));
    assertThat(titles(done(NOTE_LIST, Map.of()))).containsExactlyInAnyOrder("Above", "Moves");
    assertThat(user.listed()).containsExactly(above, id(note));
    assertThat(code(user.run(NOTE_MOVE, Map.of("page", above, "parent", above))))
        .isEqualTo(ProblemCode.INVALID_COMMAND);
  }

  @Test
  void whatLiesInAPlaceIsListedPartByPart() {
    List.of("A", "B", "C").forEach(title -> create(title, "x"));
    JsonNode first = done(NOTE_LIST, Map.of("limit", 3));
    List<String> titles = titles(first);
    if (first.path("cursor").isString()) {
      titles.addAll(titles(done(NOTE_LIST, Map.of("cursor", first.path("cursor").asString()))));
    }
    assertThat(titles).containsExactly("A", "B", "C");
  }

  @Test
  void eachOfTwoLinkedNotesNamesTheOtherOnce() {
    String from = id(create("From", "a"));
    String to = id(create("To", "b"));
    Map<String, String> both = Map.of("from", from, "to", to);
    assertThat(done(NOTE_LINK, both).path("added").asInt()).isEqualTo(2);
    assertThat(done(NOTE_LINK, both).path("added").asInt()).isZero();
    assertThat(markdown(from)).startsWith("a\n\n").contains("Linked notes", "[To](");
    assertThat(markdown(to)).startsWith("b\n\n").contains("Linked notes", "[From](");
  }

  @Test
  void theWholeWorkspaceIsSearchedByTitle() {
    String page = id(create("Trip", "x"));
    JsonNode found = done(WORKSPACE_SEARCH, Map.of("query", "Trip"));
    assertThat(found.path("items")).hasSize(1);
    assertThat(found.path("items").path(0).path("id").asString()).isEqualTo(page);
    assertThat(found.path("items").path(0).path("kind").asString()).isEqualTo("page");
    JsonNode databases = done(WORKSPACE_SEARCH, Map.of("query", "Trip", "kind", "database"));
    assertThat(databases.path("items")).isEmpty();
  }

  @Test
  void searchingTheWorkspaceGivesPartAfterPartAndNothingOfTheTrash() {
    List<String> pages = new ArrayList<>();
    List.of("Trip A", "Trip B", "Trip C").forEach(title -> pages.add(id(create(title, "x"))));
    done(NOTE_TRASH, Map.of("page", id(create("Trip D", "x"))));
    JsonNode first = done(WORKSPACE_SEARCH, Map.of("query", "Trip", "limit", 2));
    JsonNode second =
        done(WORKSPACE_SEARCH, Map.of("query", "Trip", "cursor", first.path("cursor").asString()));
    assertThat(first.path("items")).hasSize(2);
    assertThat(second.path("items")).hasSize(1);
    assertThat(second.path("cursor").isString()).isFalse();
    assertThat(
            Stream.of(first, second)
                .flatMap(part -> part.path("items").valueStream())
                .map(item -> item.path("id").asString()))
        .containsExactlyInAnyOrderElementsOf(pages);
    JsonNode all = done(WORKSPACE_SEARCH, Map.of("query", ""));
    assertThat(all.path("items")).hasSize(5); // the place and its contents are pages too
  }

  @Test
  void aCheckTellsWhatIsMissingAndMakesNothing() {
    JsonNode before = done(WORKSPACE_CHECK, Map.of());
    assertThat(before.path("ready").asBoolean()).isFalse();
    assertThat(before.path("pages").asInt()).isZero();
    assertThat(before.path("missing").valueStream().map(one -> one.path("what").asString()))
        .contains("workspace_page");
    assertThat(user.count(Workspaces.PAGE)).isZero();
    JsonNode place = done(WORKSPACE_ENSURE, Map.of());
    create("Log", "x");
    user.onAnotherWorker();
    JsonNode after = done(WORKSPACE_CHECK, Map.of());
    assertThat(after.path("ready").asBoolean()).as("%s", after).isTrue();
    assertThat(after.path("missing")).isEmpty();
    assertThat(after.path("pages").asInt()).isEqualTo(3);
    assertThat(after.path("more").asBoolean()).isFalse();
    assertThat(after.path("page")).isEqualTo(place.path("page"));
    assertThat(after.path("url")).isEqualTo(place.path("url"));
    assertThat(after.path("tableOfContents")).isEqualTo(place.path("tableOfContents"));
  }

  @Test
  void aNoteTooLongForAResultIsCutBetweenCharactersAndSaysSo() {
    String part = "x" + "😀".repeat(999) + "\n\n";
    String page = id(create("Long", "y\n\n" + part.repeat(75)));
    done(NOTE_APPEND, Map.of("page", page, "markdown", part.repeat(75)));
    JsonNode read = read(page);
    String markdown = read.path("markdown").asString();
    assertThat(read.path("truncated").asBoolean()).isTrue();
    assertThat(markdown.length()).isBetween(Note.MAX_MARKDOWN - 1, Note.MAX_MARKDOWN);
    assertThat(Character.isHighSurrogate(markdown.charAt(markdown.length() - 1))).isFalse();
  }

  @Test
  void aNoteInTheTrashIsNeitherListedNorFoundAndCannotBeChanged() {
    String stays = id(create("Stays", "a"));
    String page = id(create("Goes", "b"));
    assertThat(done(NOTE_TRASH, Map.of("page", page)).path("title").asString()).isEqualTo("Goes");
    done(NOTE_TRASH, Map.of("page", page));
    assertThat(user.count("Goes")).isZero();
    assertThat(user.listed()).containsExactly(stays);
    assertThat(read(page).path("inTrash").asBoolean()).isTrue();
    assertThat(done(NOTE_SEARCH, Map.of("query", "Goes")).path("notes")).isEmpty();
    assertThat(code(user.run(NOTE_APPEND, Map.of("page", page, "markdown", "x"))))
        .isIn(ProblemCode.CONFLICT, ProblemCode.NOT_FOUND);
  }

  @Test
  void aRestoredNoteIsAsItWasAndListedOnce() {
    String page = id(create("Log", "text"));
    done(NOTE_TRASH, Map.of("page", page));
    done(NOTE_RESTORE, Map.of("page", page));
    JsonNode again = done(NOTE_RESTORE, Map.of("page", page));
    assertThat(again.path("title").asString()).isEqualTo("Log");
    assertThat(user.count("Log")).isEqualTo(1);
    assertThat(user.listed()).containsExactly(page);
    assertThat(markdown(page)).isEqualTo("text\n");
  }

  @Test
  void whatEnhancingFindsIsTold() {
    JsonNode note =
        done(
            NOTE_CREATE,
            Map.of("markdown", "Meeting with Ann.\n\nTODO: call the bank", "enhance", true));
    assertThat(note.path("enhancement").path("by").asString()).isEqualTo("rules");
    assertThat(note.path("enhancement").path("actions").asInt()).isEqualTo(1);
    assertThat(markdown(id(note))).contains("call the bank");
  }

  @ParameterizedTest
  @CsvSource({
    "note.create, markdown, ''",
    "note.create, parent, no id",
    "note.append, markdown, ''",
    "note.append, markdown, too long",
    "note.append, page, no id",
    "note.update, markdown, too long",
    "note.get, page, ../../users",
    "note.trash, page, /etc/passwd",
    "note.search, limit, 101",
    "note.search, limit, 0"
  })
  void whatMakesNoSenseIsRefused(String operation, String field, String value) {
    Result result = user.run(new OperationName(operation), Senseless.data(operation, field, value));
    assertThat(result.status()).isEqualTo(Status.REJECTED);
    assertThat(code(result)).isEqualTo(ProblemCode.INVALID_COMMAND);
  }

  @Test
  void aNoteOfSomebodyElseIsAnsweredAsOneThatThereIsNot() {
    create("Mine", "x");
    NoteKeeper other = user.somebodyElse();
    Result made = other.run(NOTE_CREATE, Map.of("title", "Secret", "markdown", "x"));
    String theirs = id(Objects.requireNonNull(made.output()));
    String nobodys = UUID.randomUUID().toString();
    List<Result> ofTheirs = inEachField(theirs);
    List<Result> ofNobodys = inEachField(nobodys);
    for (int field = 0; field < ofTheirs.size(); field++) {
      Result result = ofTheirs.get(field);
      assertThat(result.status()).isEqualTo(Status.FAILED);
      assertThat(code(result)).isEqualTo(ProblemCode.NOT_FOUND);
      assertThat(told(result)).isEqualTo(told(ofNobodys.get(field)));
    }
    assertThat(other.listed()).containsExactly(theirs);
    assertThat(done(NOTE_SEARCH, Map.of("query", "Secret")).path("notes")).isEmpty();
  }

  private List<Result> inEachField(String page) {
    return List.of(
        user.run(NOTE_GET, Map.of("page", page)),
        user.run(NOTE_APPEND, Map.of("page", page, "markdown", "x")),
        user.run(NOTE_UPDATE, Map.of("page", page, "title", "x")),
        user.run(NOTE_UPDATE, Map.of("page", page, "markdown", "x")),
        user.run(NOTE_MOVE, Map.of("page", page)),
        user.run(NOTE_LIST, Map.of("parent", page)),
        user.run(NOTE_TRASH, Map.of("page", page)),
        user.run(NOTE_RESTORE, Map.of("page", page)),
        user.run(NOTE_CREATE, Map.of("title", "T", "markdown", "x", "parent", page)));
  }

  private static List<String> titles(JsonNode listed) {
    List<String> titles = new ArrayList<>();
    listed.path("notes").forEach(note -> titles.add(note.path("title").asString()));
    return titles;
  }

  /** The provider gives each request a number of its own. */
  private static String told(Result result) {
    Problem problem = Objects.requireNonNull(result.problem());
    return problem.providerRequest(null).toString();
  }

  private JsonNode create(String title, String markdown) {
    return done(NOTE_CREATE, Map.of("title", title, "markdown", markdown));
  }

  private JsonNode read(String page) {
    return done(NOTE_GET, Map.of("page", page));
  }

  private String markdown(String page) {
    return read(page).path("markdown").asString();
  }

  private JsonNode done(OperationName operation, Map<String, ?> data) {
    JsonNode output = NotionUser.output(user.run(operation, data));
    assertThat(CATALOG.validateOutput(operation, output)).isInstanceOf(Validation.Valid.class);
    return output;
  }

  private static String id(JsonNode note) {
    return Objects.requireNonNull(note.path("page").asString());
  }

  private static ProblemCode code(Result result) {
    return Objects.requireNonNull(result.problem()).code();
  }
}
