package dev.errand.e2e.oracle;

import dev.errand.local.drive.MailMark;
import dev.errand.schemas.Command;
import dev.errand.schemas.Result;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.note.NoteOperations;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known after a run.
 *
 * @param published each user's commands in the order in which they were published
 * @param results all result records, repeats included, in the order of their topic
 * @param calls what the sandbox's ledger has of these people
 * @param lines the text of the blocks of each user's own page, from top to bottom
 * @param titles the titles of the pages under each user's "Personal Assistant", oldest first
 * @param mails the marks of the mails that were sent with each user's token, oldest first
 */
public record Evidence(
    Map<UserId, List<Command>> published,
    List<Result> results,
    List<LedgerCall> calls,
    Map<UserId, List<String>> lines,
    Map<UserId, List<String>> titles,
    Map<UserId, List<String>> mails) {

  /** The mails are what the ledger says of them. */
  public Evidence(
      Map<UserId, List<Command>> published,
      List<Result> results,
      List<LedgerCall> calls,
      Map<UserId, List<String>> lines,
      Map<UserId, List<String>> titles) {
    this(published, results, calls, lines, titles, mails(calls));
  }

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

  Stream<Command> commands() {
    return published.values().stream().flatMap(List::stream);
  }

  /** A kind of effect that can be counted: what of the provider's state shows it. */
  enum Kind {
    LINE,
    NOTE,
    MAIL
  }

  /** What a command leaves at the provider, and what it is known by there; empty for a look. */
  Optional<Effect> effect(Command command) {
    if (command.operation().equals(NoteOperations.NOTE_APPEND)) {
      return Optional.of(new Effect(Kind.LINE, command.data().path("markdown").asString()));
    } else if (command.operation().equals(NoteOperations.NOTE_CREATE)) {
      return Optional.of(new Effect(Kind.NOTE, command.data().path("title").asString()));
    } else if (command.operation().equals(MailOperations.MAIL_SEND)) {
      return Optional.of(new Effect(Kind.MAIL, MailMark.of(command)));
    }
    return Optional.empty();
  }

  record Effect(Kind kind, String text) {}

  /** All effects of a kind that stand at the provider for this user, in their order there. */
  List<String> standing(UserId user, Kind kind) {
    return switch (kind) {
      case LINE -> lines.getOrDefault(user, List.of());
      case NOTE -> titles.getOrDefault(user, List.of());
      case MAIL -> mails.getOrDefault(user, List.of());
    };
  }

  static String name(Command command) {
    return name(command.user(), command.id().value()) + " (" + command.operation() + ")";
  }

  static String name(UserId user, String id) {
    return "command " + id + " of " + user;
  }
}
