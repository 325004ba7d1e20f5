package dev.errand.e2e;

import dev.errand.local.stack.LocalStack;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Result;
import dev.errand.schemas.UserId;
import dev.errand.schemas.database.DatabaseOperations;
import dev.errand.schemas.note.NoteOperations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a user has, besides the journal, for commands to change: pages by their names, a database
 * and a row in it.
 */
record Desk(Map<String, String> ids) {

  static final String TEXT = "text";
  static final String SHELF = "shelf";
  static final String BOX = "box";
  static final String LEAF = "leaf";
  static final String KNOT = "knot";
  static final String PARTS = "parts";
  static final String TABLE = "table";
  static final String ROW = "row";

  private static final List<String> PAGES = List.of(TEXT, SHELF, BOX, LEAF, KNOT, PARTS);

  /** Pages that are linked with each other. */
  static final List<String> LINKED = List.of(SHELF, BOX, KNOT);

  private static final String BEGINNING = "desk-";

  Desk {
    ids = Map.copyOf(ids);
  }

  String id(String name) {
    return Objects.requireNonNull(ids.get(name), name);
  }

  boolean has(String id) {
    return ids.containsValue(id);
  }

  /** Whether it is one of the commands that make a desk. */
  static boolean isMadeBy(CommandId command) {
    return command.value().startsWith(BEGINNING);
  }

  /** Makes one for each. */
  static Map<UserId, Desk> make(LocalStack stack, List<UserId> users) {
    Map<UserId, Map<String, String>> ids = new HashMap<>();
    try (Answered answered = new Answered(stack)) {
      make(answered, users.stream().flatMap(Desk::pages).toList(), ids);
      List<Command> rows = new ArrayList<>();
      ids.forEach((user, made) -> rows.add(row(user, made.getOrDefault(TABLE, ""))));
      make(answered, rows, ids);
    }
    Map<UserId, Desk> desks = new HashMap<>();
    ids.forEach((user, made) -> desks.put(user, new Desk(made)));
    return desks;
  }

  private static void make(
      Answered answered, List<Command> commands, Map<UserId, Map<String, String>> ids) {
    answered.publish(commands);
    for (Result result : answered.results(commands)) {
      JsonNode made = Objects.requireNonNull(result.output(), () -> "No desk: " + result.problem());
      ids.computeIfAbsent(result.user(), user -> new HashMap<>())
          .put(
              result.command().id().value().substring(BEGINNING.length()),
              made.path(made.has("database") ? "database" : "page").asString());
    }
  }

  private static Stream<Command> pages(UserId user) {
    return Stream.concat(
        PAGES.stream()
            .map(
                name ->
                    Mix.of(
                        user,
                        BEGINNING + name,
                        NoteOperations.NOTE_CREATE,
                        Mix.data()
                            .put("title", user + " " + name)
                            .put("markdown", user + " " + name))),
        Stream.of(
            Mix.of(
                user,
                BEGINNING + TABLE,
                DatabaseOperations.DATABASE_CREATE,
                WideMix.database(user + " table"))));
  }

  private static Command row(UserId user, String database) {
    ObjectNode row = WideMix.row(database, user + " row");
    row.withObject("/values/Count").put("number", 0);
    return Mix.of(user, BEGINNING + ROW, DatabaseOperations.ROW_CREATE, row);
  }
}
