package dev.errand.local.demo;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailForward;
import dev.errand.schemas.mail.MailGet;
import dev.errand.schemas.mail.MailList;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailReply;
import dev.errand.schemas.mail.MailSearch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The mails that came are listed, read, searched, answered and passed on. */
final class MailAnswering {

  private final Asking asking;
  private final Cast cast;
  private final Map<UserId, CommandId> inboxes = new HashMap<>();

  MailAnswering(Asking asking, Cast cast) {
    this.asking = asking;
    this.cast = cast;
  }

  Planned inbox(UserId person) {
    Command command =
        asking.command(
            person,
            MailOperations.MAIL_LIST,
            new MailList("inbox", null, null, null, null, null, null, null));
    inboxes.put(person, command.id());
    String expected = MailWriting.hello(cast.previous(person));
    return Planned.succeeds(
        command,
        "the inbox",
        "one \"" + expected + "\"",
        output -> mails(output, expected).size() == 1);
  }

  /** To the mail of the one before; empty if it did not come. */
  List<Planned> reply(UserId person, Function<CommandId, JsonNode> output) {
    UserId sender = cast.previous(person);
    return came(person, MailWriting.hello(sender), output)
        .map(
            message ->
                Planned.succeeds(
                    asking.command(
                        person,
                        MailOperations.MAIL_REPLY,
                        new MailReply(
                            message, null, null, "Monday is fine.", null, null, null, null, null)),
                    "to \"" + MailWriting.hello(sender) + "\"",
                    "sent, in a conversation",
                    sent -> !text(sent, "conversation").isEmpty()))
        .stream()
        .toList();
  }

  /** The mail with the figures is found, read and passed on; empty if it did not come. */
  List<Planned> figures(UserId reader, UserId other, Function<CommandId, JsonNode> output) {
    return came(reader, DemoTexts.FIGURES, output)
        .map(
            message ->
                List.of(
                    search(reader, message),
                    read(reader, message),
                    forward(reader, message, other)))
        .orElse(List.of());
  }

  private Planned search(UserId person, String message) {
    return Planned.succeeds(
        asking.command(
            person,
            MailOperations.MAIL_SEARCH,
            new MailSearch(DemoTexts.IN_THE_FIGURES, null, null, null, null, null, null, null)),
        "for \"" + DemoTexts.IN_THE_FIGURES + "\"",
        "the mail with the figures",
        output ->
            output
                .path("mails")
                .valueStream()
                .anyMatch(mail -> text(mail, "message").equals(message)));
  }

  private Planned read(UserId person, String message) {
    return Planned.succeeds(
        asking.command(person, MailOperations.MAIL_GET, new MailGet(message, null, null)),
        "the mail with the attachment",
        "its text, from " + Cast.name(cast.first()),
        output ->
            output.path("hasAttachments").booleanValue(false)
                && text(output, "body").contains(DemoTexts.IN_THE_FIGURES));
  }

  private Planned forward(UserId person, String message, UserId to) {
    return Planned.succeeds(
        asking.command(
            person,
            MailOperations.MAIL_FORWARD,
            new MailForward(
                message,
                null,
                null,
                List.of(Cast.address(to)),
                null,
                null,
                "For you as well.",
                null,
                null,
                null)),
        "it to " + to + ", with its attachment",
        "sent",
        output -> true);
  }

  private Optional<String> came(
      UserId person, String subject, Function<CommandId, JsonNode> output) {
    return mails(output.apply(Asking.before(inboxes, person)), subject).stream()
        .map(mail -> text(mail, "message"))
        .findFirst();
  }

  private static List<JsonNode> mails(JsonNode listed, String subject) {
    return listed
        .path("mails")
        .valueStream()
        .filter(mail -> text(mail, "subject").equals(subject))
        .toList();
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
