package dev.errand.local.demo;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.note.NoteAppend;
import dev.errand.schemas.note.NoteCreate;
import dev.errand.schemas.note.NoteGet;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.NoteSearch;
import dev.errand.schemas.note.WorkspaceEnsure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Notes are written, added to, read back and found by a word of their titles. */
final class NoteWriting {

  /** A word in the title of the minutes. */
  static final String SEARCHED = "Meeting";

  /** A page id in the right shape that no page has. */
  private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";

  private final Asking asking;
  private final String run;
  private final Map<UserId, CommandId> meetings = new HashMap<>();

  NoteWriting(Asking asking, String run) {
    this.asking = asking;
    this.run = run;
  }

  List<Planned> firstAct(UserId person) {
    return List.of(ensureWorkspace(person), writeMeeting(person), writeIdeas(person));
  }

  List<Planned> secondAct(UserId person, Function<CommandId, JsonNode> output) {
    String page = meeting(person, output);
    return List.of(append(person, page), read(person, page));
  }

  Planned found(UserId person, Function<CommandId, JsonNode> output) {
    String page = meeting(person, output);
    return Planned.succeeds(
        asking.command(person, NoteOperations.NOTE_SEARCH, new NoteSearch(SEARCHED, null, null)),
        "for \"" + SEARCHED + "\"",
        "the minutes",
        found -> found.path("notes").valueStream().anyMatch(hit -> text(hit, "page").equals(page)));
  }

  private String meeting(UserId person, Function<CommandId, JsonNode> output) {
    return text(output.apply(Asking.before(meetings, person)), "page");
  }

  Planned badData(UserId person) {
    return Planned.fails(
        asking.command(person, NoteOperations.NOTE_CREATE, Map.of("markdwon", "a typing error")),
        "on purpose: a field that there is not",
        Status.REJECTED,
        ProblemCode.INVALID_COMMAND);
  }

  Planned missingPage(UserId person) {
    return Planned.fails(
        asking.command(person, NoteOperations.NOTE_GET, new NoteGet(NOWHERE)),
        "on purpose: a page that there is not",
        Status.FAILED,
        ProblemCode.NOT_FOUND);
  }

  private Planned ensureWorkspace(UserId person) {
    return Planned.succeeds(
        asking.command(person, NoteOperations.WORKSPACE_ENSURE, new WorkspaceEnsure()),
        "a \"Personal Assistant\" page with a \"Table of Contents\"",
        "both pages, newly made",
        output -> output.path("created").booleanValue(false) && output.has("tableOfContents"));
  }

  private Planned writeMeeting(UserId person) {
    Command command =
        asking.command(
            person,
            NoteOperations.NOTE_CREATE,
            new NoteCreate(
                SEARCHED + " of " + Cast.name(person),
                DemoTexts.MEETING,
                null,
                List.of("work", "weekly"),
                "meeting",
                null));
    meetings.put(person, command.id());
    return Planned.succeeds(
        command,
        "minutes with headings, lists, to-dos, a quote and code",
        "a page of more than ten blocks",
        output -> output.path("blocks").intValue(0) > 10);
  }

  private Planned writeIdeas(UserId person) {
    return Planned.succeeds(
        asking.command(
            person,
            NoteOperations.NOTE_CREATE,
            new NoteCreate(null, DemoTexts.IDEAS, null, null, "idea", null)),
        "a note that takes its title from its text",
        "the title \"Ideas\"",
        output -> text(output, "title").equals("Ideas"));
  }

  private Planned append(UserId person, String page) {
    return Planned.succeeds(
        asking.command(
            person, NoteOperations.NOTE_APPEND, new NoteAppend(page, DemoTexts.addition(run))),
        "two more to-dos for the minutes",
        "some blocks",
        output -> output.path("blocks").intValue(0) > 0);
  }

  private Planned read(UserId person, String page) {
    return Planned.succeeds(
        asking.command(person, NoteOperations.NOTE_GET, new NoteGet(page)),
        "the minutes, as Markdown",
        "the minutes, and what was added exactly once",
        output -> {
          String markdown = text(output, "markdown");
          return markdown.contains("Decisions") && markdown.split(run, -1).length == 2;
        });
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
