package dev.errand.e2e.oracle;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.note.NoteOperations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A small run of two users in which all is well, until somebody plants a violation. */
final class Planted {

  static final UserId ANN = new UserId("ann");
  static final UserId BOB = new UserId("bob");
  static final Instant START = Instant.parse("2026-10-01T08:00:00Z");

  final Map<UserId, List<Command>> published = new HashMap<>();
  final List<Result> results = new ArrayList<>();
  final List<LedgerCall> calls = new ArrayList<>();
  final Map<UserId, List<String>> lines = new HashMap<>();
  final Map<UserId, List<Workspace.Note>> notes = new HashMap<>();
  final Map<UserId, List<String>> listed = new HashMap<>();
  final Map<UserId, List<String>> rows = new HashMap<>();
  final Map<UserId, List<String>> databases = new HashMap<>();
  final Map<UserId, List<String>> parts = new HashMap<>();
  final Map<UserId, Map<String, String>> states = new HashMap<>();
  final Map<UserId, List<String>> folders = new HashMap<>();
  final Map<UserId, Map<String, String>> mailStates = new HashMap<>();
  int roots = 1;
  int contents = 1;

  /** Each has appended two lines, made a note and sent a mail. */
  Planted() {
    for (UserId user : List.of(ANN, BOB)) {
      for (Command command :
          List.of(append(user, 1), append(user, 2), note(user, 3), mail(user, 4))) {
        published.computeIfAbsent(user, created -> new ArrayList<>()).add(command);
        results.add(ended(command, Status.SUCCEEDED, 1));
        switch (command.operation().value()) {
          case "note.append" -> lines(user).add(user + " " + command.id());
          case "note.create" -> {
            String title = user + " " + command.id();
            notes(user).add(new Workspace.Note("id of " + title, title, List.of(title)));
            listed(user).add("id of " + title);
          }
          case "mail.send" -> calls.add(PlantedCalls.draft(command, calls.size() * 1_000L));
          default -> {}
        }
        calls.add(PlantedCalls.call(command, calls.size() * 1_000L, 100));
      }
    }
  }

  /** What was written down before the calls. */
  List<Audited.Line> lines() {
    return calls.stream()
        .map(
            call ->
                new Audited.Line(
                    String.valueOf(call.person()),
                    call.area().equals("graph") ? "microsoft" : "notion",
                    call.arrivedAt().minusMillis(2)))
        .toList();
  }

  List<String> lines(UserId user) {
    return lines.computeIfAbsent(user, created -> new ArrayList<>());
  }

  List<Workspace.Note> notes(UserId user) {
    return notes.computeIfAbsent(user, created -> new ArrayList<>());
  }

  List<String> listed(UserId user) {
    return listed.computeIfAbsent(user, created -> new ArrayList<>());
  }

  List<String> rows(UserId user) {
    return rows.computeIfAbsent(user, created -> new ArrayList<>());
  }

  List<String> databases(UserId user) {
    return databases.computeIfAbsent(user, created -> new ArrayList<>());
  }

  List<String> parts(UserId user) {
    return parts.computeIfAbsent(user, created -> new ArrayList<>());
  }

  Map<String, String> states(UserId user) {
    return states.computeIfAbsent(user, created -> new HashMap<>());
  }

  List<String> folders(UserId user) {
    return folders.computeIfAbsent(user, created -> new ArrayList<>());
  }

  Map<String, String> mailStates(UserId user) {
    return mailStates.computeIfAbsent(user, created -> new HashMap<>());
  }

  private Workspace.Desk desk(UserId user) {
    return new Workspace.Desk(rows(user), databases(user), parts(user), states(user));
  }

  Evidence evidence() {
    Map<UserId, Workspace> workspaces = new HashMap<>();
    Map<UserId, Mailbox> mailboxes = new HashMap<>();
    for (UserId user : List.of(ANN, BOB)) {
      mailboxes.put(user, new Mailbox(folders(user), mailStates(user)));
      workspaces.put(
          user, new Workspace(roots, contents, listed(user), notes(user), lines(user), desk(user)));
    }
    return new Evidence(published, results, calls, workspaces, mailboxes);
  }

  Command command(UserId user, int number) {
    return published.getOrDefault(user, List.of()).get(number - 1);
  }

  /**
   * A user asks for one more thing, and is told that it succeeded.
   *
   * @param output as JSON, with single quotation marks
   */
  Command looked(UserId user, OperationName operation, String output) {
    Command command = command(user, 1 + published.getOrDefault(user, List.of()).size(), operation);
    published.getOrDefault(user, new ArrayList<>()).add(command);
    Result ended = ended(command, Status.SUCCEEDED, 1);
    results.add(
        new Result(
            user,
            ended.command(),
            ended.status(),
            JsonMapper.shared().readTree(output.replace('\'', '"')),
            null,
            1,
            ended.timing()));
    return command;
  }

  /**
   * A user asks for one more thing, which ends somehow.
   *
   * @param data as JSON, with single quotation marks
   */
  Command asked(UserId user, OperationName operation, String data, Status status) {
    int number = 1 + published.getOrDefault(user, List.of()).size();
    Command command =
        command(user, number, operation, JsonMapper.shared().readTree(data.replace('\'', '"')));
    published.getOrDefault(user, new ArrayList<>()).add(command);
    results.add(ended(command, status, 1));
    return command;
  }

  private static Command append(UserId user, int number) {
    return command(user, number, NoteOperations.NOTE_APPEND, "markdown");
  }

  private static Command note(UserId user, int number) {
    return command(user, number, NoteOperations.NOTE_CREATE, "title", "markdown");
  }

  private static Command mail(UserId user, int number) {
    return command(user, number, MailOperations.MAIL_SEND, "subject");
  }

  private static Command command(
      UserId user, int number, OperationName operation, String... fields) {
    ObjectNode data = JsonMapper.shared().createObjectNode();
    for (String field : fields) {
      data.put(field, user + " c" + number);
    }
    return command(user, number, operation, data);
  }

  private static Command command(UserId user, int number, OperationName operation, JsonNode data) {
    return new Command(
        user,
        new CommandId("c" + number),
        operation,
        "urn:test",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        null,
        data);
  }

  static Result ended(Command command, Status status, int attempts) {
    boolean succeeded = status == Status.SUCCEEDED;
    return new Result(
        command.user(),
        Result.Answered.of(command),
        status,
        succeeded ? JsonMapper.shared().createObjectNode() : null,
        succeeded ? null : Problem.of(ProblemCode.PROVIDER_UNAVAILABLE, "It did not answer."),
        attempts,
        new Timing(START, START, START, Map.of()));
  }
}
