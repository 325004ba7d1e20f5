package dev.errand.e2e;

import dev.errand.local.drive.SandboxDriver;
import dev.errand.local.stack.LocalStack;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Result;
import dev.errand.schemas.UserId;
import dev.errand.schemas.database.DatabaseOperations;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.note.NoteOperations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a user has, besides the journal, for commands to change: pages by their names, a database
 * and a row in it; and in Outlook mails, folders, and letters that wait to be sent.
 */
record Desk(Map<String, String> ids, Queue<String> letters) {

  static final String TEXT = "text";
  static final String SHELF = "shelf";
  static final String BOX = "box";
  static final String LEAF = "leaf";
  static final String KNOT = "knot";
  static final String PARTS = "parts";
  static final String TABLE = "table";
  static final String ROW = "row";

  /** A mail that is marked, one that is moved, one that is thrown away, and one to answer. */
  static final String PAPER = "paper";

  static final String SLIP = "slip";
  static final String SCRAP = "scrap";
  static final String QUESTION = "question";

  static final String NORTH = "north";
  static final String SOUTH = "south";

  /** How many drafts wait to be sent; each can be sent once. */
  private static final int LETTERS = 4;

  private static final String LETTER = "letter";

  private static final List<String> MAILS = List.of(PAPER, SLIP, SCRAP, QUESTION);
  private static final List<String> FOLDERS = List.of(NORTH, SOUTH);

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

  /** A letter that nobody has been asked to send; empty when all are. */
  Optional<String> takeLetter() {
    return Optional.ofNullable(letters.poll());
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
      make(
          answered,
          users.stream().flatMap(user -> Stream.concat(pages(user), outlook(user))).toList(),
          ids);
      List<Command> rows = new ArrayList<>();
      ids.forEach((user, made) -> rows.add(row(user, made.getOrDefault(TABLE, ""))));
      make(answered, rows, ids);
    }
    SandboxDriver sandbox = new SandboxDriver(stack.settings().sandboxUrl());
    Map<UserId, Desk> desks = new HashMap<>();
    ids.forEach(
        (user, made) -> {
          MAILS.forEach(name -> made.put(name, sandbox.receive(user.value(), user + " " + name)));
          desks.put(user, new Desk(made, letters(made)));
        });
    return desks;
  }

  private static Queue<String> letters(Map<String, String> made) {
    Queue<String> letters = new ArrayDeque<>();
    made.forEach(
        (name, id) -> {
          if (name.startsWith(LETTER)) {
            letters.add(id);
          }
        });
    return letters;
  }

  private static void make(
      Answered answered, List<Command> commands, Map<UserId, Map<String, String>> ids) {
    answered.publish(commands);
    for (Result result : answered.results(commands)) {
      JsonNode made = Objects.requireNonNull(result.output(), () -> "No desk: " + result.problem());
      ids.computeIfAbsent(result.user(), user -> new HashMap<>())
          .put(result.command().id().value().substring(BEGINNING.length()), id(made));
    }
  }

  /** What was made, by the first of these words that its result has. */
  private static String id(JsonNode made) {
    return Stream.of("database", "page", "folder", "message")
        .filter(made::has)
        .findFirst()
        .map(kind -> made.path(kind).asString())
        .orElseThrow();
  }

  private static Stream<Command> outlook(UserId user) {
    Stream<Command> folders =
        FOLDERS.stream()
            .map(
                name ->
                    Mix.of(
                        user,
                        BEGINNING + name,
                        MailOperations.FOLDER_ENSURE,
                        MailMix.folder(name)));
    Stream<Command> letters =
        IntStream.range(0, LETTERS)
            .mapToObj(number -> BEGINNING + LETTER + number)
            .map(id -> Mix.of(user, id, MailOperations.MAIL_DRAFT, Mix.mail(user + " " + id)));
    return Stream.concat(folders, letters);
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
