package dev.errand.e2e;

import dev.errand.schemas.Command;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Commands of all of Outlook's operations that change something, for users with a {@link Desk}. */
final class MailMix {

  /** What is set by one command and by the next must be so in the order in which they are told. */
  private static final Set<String> ORDERED = Set.of("mail.mark", "mail.move", "mail.delete");

  private static final List<String> FLAGS = List.of("flagged", "complete", "notFlagged");

  private MailMix() {}

  /** Whether what it leaves depends on what comes before and after it. */
  static boolean isOrdered(Command command) {
    return ORDERED.contains(command.operation().value());
  }

  static Command command(Random random, UserId user, int number, Desk desk) {
    String id = "c" + number;
    String text = user + " " + number;
    return switch (random.nextInt(9)) {
      case 0 -> Mix.of(user, id, MailOperations.MAIL_DRAFT, withFile(Mix.mail(text), text));
      case 1 -> Mix.of(user, id, MailOperations.MAIL_SEND, withFile(Mix.mail(text), text));
      case 2 -> Mix.of(user, id, MailOperations.MAIL_MARK, marked(random, desk, number));
      case 3 ->
          Mix.of(
              user,
              id,
              MailOperations.MAIL_MOVE,
              moved(desk, Desk.SLIP, random.nextBoolean() ? Desk.NORTH : Desk.SOUTH));
      case 4 ->
          random.nextBoolean()
              ? Mix.of(
                  user,
                  id,
                  MailOperations.MAIL_DELETE,
                  Mix.data().put("message", desk.id(Desk.SCRAP)))
              : Mix.of(user, id, MailOperations.MAIL_MOVE, moved(desk, Desk.SCRAP, Desk.NORTH));
      case 5 -> Mix.of(user, id, MailOperations.FOLDER_ENSURE, folder("made", text));
      case 6 ->
          Mix.of(
              user,
              id,
              random.nextBoolean() ? MailOperations.MAIL_REPLY : MailOperations.MAIL_REPLY_ALL,
              withFile(answer(desk, text), text));
      case 7 -> Mix.of(user, id, MailOperations.MAIL_FORWARD, passedOn(desk, text));
      default ->
          desk.takeLetter()
              .map(
                  letter ->
                      Mix.of(
                          user,
                          id,
                          MailOperations.MAIL_SEND_DRAFT,
                          Mix.data().put("message", letter)))
              .orElseGet(() -> Mix.of(user, id, MailOperations.MAIL_SEND, Mix.mail(text)));
    };
  }

  /** As data of {@code folder.ensure}. */
  static ObjectNode folder(String... names) {
    ObjectNode folder = Mix.data();
    ArrayNode path = folder.putArray("path");
    List.of(names).forEach(path::add);
    return folder;
  }

  private static ObjectNode withFile(ObjectNode mail, String text) {
    mail.putArray("attachments")
        .addObject()
        .put("name", "of " + text + ".txt")
        .put("contentType", "text/plain")
        .put(
            "content",
            Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII)));
    return mail;
  }

  private static ObjectNode answer(Desk desk, String text) {
    return Mix.data().put("message", desk.id(Desk.QUESTION)).put("body", "About " + text);
  }

  private static ObjectNode passedOn(Desk desk, String text) {
    ObjectNode mail = answer(desk, text);
    mail.putArray("to").addObject().put("address", "someone@elsewhere.example");
    return mail;
  }

  private static ObjectNode marked(Random random, Desk desk, int number) {
    ObjectNode mark =
        Mix.data()
            .put("message", desk.id(Desk.PAPER))
            .put("read", random.nextBoolean())
            .put("flag", FLAGS.get(random.nextInt(FLAGS.size())));
    mark.putArray("categories").add("number " + number);
    return mark;
  }

  private static ObjectNode moved(Desk desk, String mail, String folder) {
    return Mix.data().put("message", desk.id(mail)).put("folder", desk.id(folder));
  }
}
