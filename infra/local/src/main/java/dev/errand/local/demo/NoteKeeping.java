package dev.errand.local.demo;

import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import dev.errand.schemas.database.DatabaseCreate;
import dev.errand.schemas.database.DatabaseCreate.NewProperty;
import dev.errand.schemas.database.DatabaseCreate.PropertyType;
import dev.errand.schemas.database.DatabaseOperations;
import dev.errand.schemas.database.DatabaseQuery;
import dev.errand.schemas.database.RowCreate;
import dev.errand.schemas.database.RowUpdate;
import dev.errand.schemas.note.NoteCreate;
import dev.errand.schemas.note.NoteLink;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.NoteSearch;
import dev.errand.schemas.note.NoteUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an assistant does with notes besides writing and reading them: one is given a title, tags
 * and tasks, linked with another, and found by what it means; that other is written anew; and there
 * is a table.
 */
final class NoteKeeping {

  private static final String FIRST_ROW = "the plumber";
  private static final String SECOND_ROW = "the baker";
  private static final String DONE = "Done";

  private final Asking asking;
  private final Map<UserId, Asked> asked = new HashMap<>();

  /** What a person was asked for that later commands need the ids of. */
  private record Asked(CommandId boiler, CommandId list, CommandId table) {}

  private final Map<UserId, CommandId> rows = new HashMap<>();

  NoteKeeping(Asking asking) {
    this.asking = asking;
  }

  List<Planned> firstAct(UserId person) {
    Planned boiler = enhanced(person);
    Planned list = shoppingList(person);
    Planned table = table(person);
    asked.put(person, new Asked(boiler.command().id(), list.command().id(), table.command().id()));
    return List.of(boiler, list, table);
  }

  List<Planned> secondAct(UserId person, Function<CommandId, JsonNode> output) {
    Asked before = of(person);
    String list = text(output.apply(before.list()), "page");
    String table = text(output.apply(before.table()), "database");
    Planned row = row(person, table, FIRST_ROW);
    rows.put(person, row.command().id());
    return List.of(
        writtenAnew(person, list),
        linked(person, text(output.apply(before.boiler()), "page"), list),
        row,
        row(person, table, SECOND_ROW));
  }

  List<Planned> thirdAct(UserId person, Function<CommandId, JsonNode> output) {
    Asked before = of(person);
    String row = text(output.apply(Objects.requireNonNull(rows.get(person))), "page");
    return List.of(
        foundByMeaning(person, text(output.apply(before.boiler()), "page")),
        ticked(person, row),
        queried(person, text(output.apply(before.table()), "database"), row));
  }

  private Planned enhanced(UserId person) {
    return Planned.succeeds(
        asking.command(
            person,
            NoteOperations.NOTE_CREATE,
            new NoteCreate(null, DemoTexts.BOILER, null, null, null, true)),
        "a few sentences, to be given a title, tags and tasks",
        "a title, two to five tags, a kind, and something to do",
        output -> {
          JsonNode found = output.path("enhancement");
          int tags = found.path("tags").size();
          return !text(output, "title").isBlank()
              && tags >= 2
              && tags <= 5
              && !text(found, "kind").isBlank()
              && found.path("actions").intValue(0) > 0;
        });
  }

  private Planned shoppingList(UserId person) {
    return Planned.succeeds(
        asking.command(
            person,
            NoteOperations.NOTE_CREATE,
            new NoteCreate("Shopping", DemoTexts.SHOPPING, null, null, null, null)),
        "a shopping list",
        "a page of three blocks",
        output -> output.path("blocks").intValue(0) == 3);
  }

  private Planned table(UserId person) {
    return Planned.succeeds(
        asking.command(
            person,
            DatabaseOperations.DATABASE_CREATE,
            new DatabaseCreate(
                "Whom to call",
                null,
                List.of(
                    property("Who", PropertyType.TITLE), property(DONE, PropertyType.CHECKBOX)))),
        "a table with a tick for each row",
        "a database",
        output -> !text(output, "database").isBlank());
  }

  private static NewProperty property(String name, PropertyType type) {
    return new NewProperty(name, type, null, null, null);
  }

  private Planned writtenAnew(UserId person, String page) {
    return Planned.succeeds(
        asking.command(
            person,
            NoteOperations.NOTE_UPDATE,
            new NoteUpdate(page, null, DemoTexts.SHOPPING_LATER, null)),
        "the list with another line, instead of the one before",
        "one block for another",
        output -> output.path("added").intValue(0) == 1 && output.path("removed").intValue(0) == 1);
  }

  private Planned linked(UserId person, String from, String to) {
    return Planned.succeeds(
        asking.command(person, NoteOperations.NOTE_LINK, new NoteLink(from, to)),
        "the two notes, each with the other",
        "two mentions",
        output -> output.path("added").intValue(0) == 2);
  }

  private Planned row(UserId person, String table, String who) {
    ObjectNode values = JsonMapper.shared().createObjectNode();
    values.putObject("Who").put("title", who);
    values.putObject(DONE).put("checkbox", false);
    return Planned.succeeds(
        asking.command(person, DatabaseOperations.ROW_CREATE, new RowCreate(table, null, values)),
        "a row for " + who,
        "a row",
        output -> !text(output, "page").isBlank());
  }

  private Planned foundByMeaning(UserId person, String page) {
    return Planned.succeeds(
        asking.command(
            person, NoteOperations.NOTE_SEARCH, new NoteSearch(DemoTexts.SAME_MEANING, null, null)),
        "for \"" + DemoTexts.SAME_MEANING + "\"",
        "the note of the boiler, by its meaning",
        output ->
            output
                .path("notes")
                .valueStream()
                .filter(hit -> text(hit, "page").equals(page))
                .anyMatch(hit -> texts(hit.path("by")).equals(List.of("meaning"))));
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  private Planned ticked(UserId person, String row) {
    ObjectNode values = JsonMapper.shared().createObjectNode();
    values.putObject(DONE).put("checkbox", true);
    return Planned.succeeds(
        asking.command(person, DatabaseOperations.ROW_UPDATE, new RowUpdate(row, values)),
        "that " + FIRST_ROW + " was called",
        "the row",
        output -> text(output, "page").equals(row));
  }

  private Planned queried(UserId person, String table, String row) {
    ObjectNode filter = JsonMapper.shared().createObjectNode().put("property", DONE);
    filter.putObject("checkbox").put("equals", true);
    return Planned.succeeds(
        asking.command(
            person,
            DatabaseOperations.DATABASE_QUERY,
            new DatabaseQuery(table, null, filter, null, null, null)),
        "the rows that are ticked",
        "one, for " + FIRST_ROW,
        output ->
            output.path("rows").size() == 1
                && text(output.path("rows").path(0), "page").equals(row));
  }

  /** What the person has in Notion that the results do not say, or the other way round. */
  List<String> wrong(UserId person, JsonNode contents, Function<CommandId, JsonNode> output) {
    Asked before = of(person);
    return new NotionCheck(person, contents)
        .enhanced(output.apply(before.boiler()))
        .holds(text(output.apply(before.list()), "page"), DemoTexts.SHOPPING_LATER)
        .linked(
            text(output.apply(before.boiler()), "page"), text(output.apply(before.list()), "page"))
        .rows(
            text(output.apply(before.table()), "database"),
            Map.of(FIRST_ROW, true, SECOND_ROW, false),
            DONE)
        .wrong();
  }

  /** The note that was made better, as the person sees it now. */
  String told(UserId person, JsonNode contents, Function<CommandId, JsonNode> output) {
    return new NotionCheck(person, contents).told(text(output.apply(of(person).boiler()), "page"));
  }

  private Asked of(UserId person) {
    @Nullable Asked before = asked.get(person);
    if (before == null) {
      throw new IllegalStateException("An earlier act was not played");
    }
    return before;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
