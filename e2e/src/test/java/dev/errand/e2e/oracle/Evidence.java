package dev.errand.e2e.oracle;

import dev.errand.local.drive.MailMark;
import dev.errand.schemas.Command;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.database.DatabaseOperations;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.note.NoteOperations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What is known after a run.
 *
 * @param published each user's commands in the order in which they were published
 * @param results all result records, repeats included, in the order of their topic
 * @param calls what the sandbox's ledger has of these people
 * @param workspaces what each user has in Notion
 * @param mailboxes what each user has in Outlook besides mails that were sent
 * @param mails the marks of the mails that were sent with each user's token, oldest first
 */
public record Evidence(
    Map<UserId, List<Command>> published,
    List<Result> results,
    List<LedgerCall> calls,
    Map<UserId, Workspace> workspaces,
    Map<UserId, Mailbox> mailboxes,
    Map<UserId, List<String>> mails) {

  /** The mails are what the ledger says of them. */
  public Evidence(
      Map<UserId, List<Command>> published,
      List<Result> results,
      List<LedgerCall> calls,
      Map<UserId, Workspace> workspaces,
      Map<UserId, Mailbox> mailboxes) {
    this(published, results, calls, workspaces, mailboxes, mails(calls));
  }

  /** Of each of these there is one mail, or none. */
  private static final Set<OperationName> SENDING =
      Set.of(
          MailOperations.MAIL_SEND,
          MailOperations.MAIL_SEND_DRAFT,
          MailOperations.MAIL_REPLY,
          MailOperations.MAIL_REPLY_ALL,
          MailOperations.MAIL_FORWARD);

  private static Map<UserId, List<String>> mails(List<LedgerCall> calls) {
    return calls.stream()
        .filter(call -> call.person() != null && "mail".equals(call.effectKind()))
        .sorted(Comparator.comparingLong(LedgerCall::committedNanos))
        .collect(
            Collectors.groupingBy(
                call -> new UserId(String.valueOf(call.person())),
                Collectors.mapping(
                    call -> String.valueOf(call.errandCommand()), Collectors.toList())));
  }

  List<Command> published(UserId user) {
    return published.getOrDefault(user, List.of());
  }

  Stream<Command> commands() {
    return published.values().stream().flatMap(List::stream);
  }

  /** A kind of effect that can be counted: what of the provider's state shows it. */
  enum Kind {
    LINE,
    NOTE,
    MAIL,
    ROW,
    DATABASE,
    LONG_TEXT,
    DRAFT,
    FOLDER
  }

  /** What a command leaves at the provider, and what it is known by there; empty for a look. */
  Optional<Effect> effect(Command command) {
    if (command.operation().equals(NoteOperations.NOTE_APPEND)) {
      return Optional.of(appended(command.data().path("markdown").asString()));
    } else if (command.operation().equals(NoteOperations.NOTE_CREATE)) {
      return Optional.of(new Effect(Kind.NOTE, command.data().path("title").asString()));
    } else if (SENDING.contains(command.operation())) {
      return Optional.of(new Effect(Kind.MAIL, MailMark.of(command)));
    } else if (command.operation().equals(MailOperations.MAIL_DRAFT)) {
      return Optional.of(new Effect(Kind.DRAFT, MailMark.of(command)));
    } else if (command.operation().equals(MailOperations.FOLDER_ENSURE)) {
      return Optional.of(
          new Effect(
              Kind.FOLDER,
              command
                  .data()
                  .path("path")
                  .valueStream()
                  .map(JsonNode::asString)
                  .collect(Collectors.joining("/"))));
    } else if (command.operation().equals(DatabaseOperations.ROW_CREATE)) {
      return Optional.of(new Effect(Kind.ROW, title(command)));
    } else if (command.operation().equals(DatabaseOperations.DATABASE_CREATE)) {
      return Optional.of(new Effect(Kind.DATABASE, command.data().path("title").asString()));
    }
    return Optional.empty();
  }

  /** A text of several lines goes to a page of its own, and is known by its first. */
  private static Effect appended(String markdown) {
    List<String> lines = PlainText.of(markdown);
    return new Effect(lines.size() == 1 ? Kind.LINE : Kind.LONG_TEXT, lines.getFirst());
  }

  private static String title(Command row) {
    return row.data().path("values").path("Name").path("title").asString();
  }

  record Effect(Kind kind, String text) {}

  /** All effects of a kind that stand at the provider for this user, in their order there. */
  List<String> standing(UserId user, Kind kind) {
    return switch (kind) {
      case LINE -> workspace(user).lines();
      case NOTE -> workspace(user).notes().stream().map(Workspace.Note::title).toList();
      case MAIL -> mails.getOrDefault(user, List.of());
      case ROW -> workspace(user).desk().rows();
      case DATABASE -> workspace(user).desk().databases();
      case LONG_TEXT -> workspace(user).desk().parts();
      case DRAFT -> draftsOf(user);
      case FOLDER -> mailbox(user).folders();
    };
  }

  Workspace workspace(UserId user) {
    return workspaces.getOrDefault(user, Workspace.empty());
  }

  private Mailbox mailbox(UserId user) {
    return mailboxes.getOrDefault(user, Mailbox.EMPTY);
  }

  /** The marks of the drafts that were made and not thrown away, oldest first. */
  private List<String> draftsOf(UserId user) {
    List<String> drafts = new ArrayList<>();
    calls.stream()
        .filter(call -> user.value().equals(call.person()))
        .sorted(Comparator.comparingLong(LedgerCall::committedNanos))
        .forEach(
            call -> {
              String mark = String.valueOf(call.errandCommand());
              if ("draft".equals(call.effectKind())) {
                drafts.add(mark);
              } else if ("message-delete".equals(call.effectKind())) {
                drafts.remove(mark);
              }
            });
    return drafts;
  }

  /** How each command ended, by its name. */
  Map<String, Status> ends() {
    Map<String, Status> ends = new HashMap<>();
    results.forEach(
        result -> ends.put(name(result.user(), result.command().id().value()), result.status()));
    return ends;
  }

  /** By its mark, how many drafts of a mail were made and not thrown away. */
  Map<String, Integer> drafts() {
    Map<String, Integer> drafts = new HashMap<>();
    for (LedgerCall call : calls) {
      switch (String.valueOf(call.effectKind())) {
        case "draft" -> drafts.merge(String.valueOf(call.errandCommand()), 1, Integer::sum);
        case "message-delete" ->
            drafts.merge(String.valueOf(call.errandCommand()), -1, Integer::sum);
        default -> {}
      }
    }
    return drafts;
  }

  static String name(Command command) {
    return name(command.user(), command.id().value()) + " (" + command.operation() + ")";
  }

  static String name(UserId user, String id) {
    return "command " + id + " of " + user;
  }
}
