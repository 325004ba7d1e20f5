package dev.errand.e2e;

import dev.errand.schemas.Command;
import dev.errand.schemas.UserId;
import dev.errand.schemas.database.DatabaseOperations;
import dev.errand.schemas.note.NoteOperations;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Commands of all of Notion's operations that change something, for users with a {@link Desk}. */
final class WideMix {

  /** One request appends a hundred. */
  private static final int LINES_OF_A_LONG_TEXT = 120;

  /** What is set by one command and by the next must be so in the order in which they are told. */
  private static final Set<String> ORDERED =
      Set.of("note.update", "note.move", "note.trash", "note.restore", "note.link", "row.update");

  private WideMix() {}

  /** Whether what it leaves depends on what comes before and after it. */
  static boolean isOrdered(Command command) {
    return ORDERED.contains(command.operation().value());
  }

  static Command command(Random random, UserId user, int number, Desk desk) {
    String id = "c" + number;
    String text = user + " " + number;
    return switch (random.nextInt(11)) {
      case 0 ->
          Mix.of(
              user,
              id,
              NoteOperations.NOTE_UPDATE,
              Mix.data().put("page", desk.id(Desk.TEXT)).put("markdown", text));
      case 1 ->
          Mix.of(
              user,
              id,
              NoteOperations.NOTE_UPDATE,
              Mix.data().put("page", desk.id(Desk.SHELF)).put("title", text));
      case 2 -> Mix.of(user, id, NoteOperations.NOTE_MOVE, moved(desk, random.nextBoolean()));
      case 3 ->
          Mix.of(
              user,
              id,
              random.nextBoolean() ? NoteOperations.NOTE_TRASH : NoteOperations.NOTE_RESTORE,
              Mix.data().put("page", desk.id(Desk.LEAF)));
      case 4 -> Mix.of(user, id, NoteOperations.NOTE_LINK, linked(desk, random.nextInt(3)));
      case 5 ->
          Mix.of(
              user,
              id,
              NoteOperations.NOTE_APPEND,
              Mix.data().put("page", desk.id(Desk.PARTS)).put("markdown", longText(text)));
      case 6 -> Mix.of(user, id, DatabaseOperations.DATABASE_CREATE, database(text));
      case 7, 8 -> Mix.of(user, id, DatabaseOperations.ROW_CREATE, row(desk.id(Desk.TABLE), text));
      case 9 -> Mix.of(user, id, DatabaseOperations.ROW_UPDATE, counted(desk.id(Desk.ROW), number));
      default ->
          Mix.of(
              user,
              id,
              NoteOperations.NOTE_CREATE,
              Mix.data()
                  .put("title", text)
                  .put("markdown", "# A *note*\n\n- [ ] of " + text)
                  .put("enhance", true));
    };
  }

  /** As data of {@code database.create}. */
  static ObjectNode database(String title) {
    ObjectNode database = Mix.data().put("title", title);
    ArrayNode properties = database.putArray("properties");
    properties.addObject().put("name", "Name").put("type", "title");
    properties.addObject().put("name", "Count").put("type", "number");
    return database;
  }

  /** As data of {@code row.create}. */
  static ObjectNode row(String database, String title) {
    ObjectNode row = Mix.data().put("database", database);
    row.putObject("values").putObject("Name").put("title", title);
    return row;
  }

  private static ObjectNode counted(String row, int number) {
    ObjectNode change = Mix.data().put("page", row);
    change.putObject("values").putObject("Count").put("number", number);
    return change;
  }

  private static ObjectNode moved(Desk desk, boolean toTheShelf) {
    ObjectNode move = Mix.data().put("page", desk.id(Desk.BOX));
    return toTheShelf ? move.put("parent", desk.id(Desk.SHELF)) : move;
  }

  private static ObjectNode linked(Desk desk, int which) {
    return Mix.data()
        .put("from", desk.id(Desk.LINKED.get(which)))
        .put("to", desk.id(Desk.LINKED.get((which + 1) % Desk.LINKED.size())));
  }

  private static String longText(String text) {
    return IntStream.rangeClosed(1, LINES_OF_A_LONG_TEXT)
        .mapToObj(line -> text + " line " + line)
        .collect(Collectors.joining("\n\n"));
  }
}
