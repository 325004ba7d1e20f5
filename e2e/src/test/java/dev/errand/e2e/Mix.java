package dev.errand.e2e;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.note.NoteOperations;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Commands as they come: half of them change something, and each text names its user and number.
 */
public final class Mix {

  private Mix() {}

  /** The page that the user's appends go to. */
  static Command journal(UserId user, String name) {
    return of(
        user,
        name,
        NoteOperations.NOTE_CREATE,
        data().put("title", user + " " + name).put("markdown", user + " start"));
  }

  public static Command command(Random random, UserId user, int number, String page) {
    String text = user + " " + number;
    int roll = random.nextInt(100);
    if (roll < 30) {
      return of(
          user, number, NoteOperations.NOTE_APPEND, data().put("page", page).put("markdown", text));
    } else if (roll < 45) {
      return of(
          user,
          number,
          NoteOperations.NOTE_CREATE,
          data().put("title", text).put("markdown", "# A *note*\n\n- [ ] of " + text));
    } else if (roll < 65) {
      return of(user, number, MailOperations.MAIL_SEND, mail(text));
    } else if (roll < 75) {
      return of(user, number, NoteOperations.NOTE_GET, data().put("page", page));
    } else if (roll < 83) {
      return of(user, number, NoteOperations.NOTE_SEARCH, data().put("query", user.value()));
    } else if (roll < 86) {
      return of(user, number, NoteOperations.WORKSPACE_ENSURE, data());
    } else if (roll < 95) {
      return of(user, number, MailOperations.MAIL_LIST, data().put("folder", "sentitems"));
    }
    return of(user, number, MailOperations.FOLDER_LIST, data());
  }

  /** A command that takes one call, whatever the mailbox or workspace holds. */
  static Command look(UserId user, String id, Topics topics) {
    return topics.equals(Topics.NOTE)
        ? of(user, id, NoteOperations.NOTE_SEARCH, data().put("query", user.value()))
        : of(user, id, MailOperations.MAIL_LIST, data().put("folder", "sentitems"));
  }

  /** A command that takes one call, changes nothing, and goes to the mail worker. */
  public static Command folders(UserId user, String id) {
    return of(user, id, MailOperations.FOLDER_LIST, data());
  }

  /** Makes sure that the user has a place for notes. */
  static Command ensure(UserId user, String id) {
    return of(user, id, NoteOperations.WORKSPACE_ENSURE, data());
  }

  /** Whether what it leaves depends on what comes before and after it. */
  public static boolean isOrdered(Command command) {
    return WideMix.isOrdered(command) || MailMix.isOrdered(command);
  }

  /** The same command, which may wait for all that are interactive. */
  public static Command bulk(Command command) {
    return new Command(
        command.user(),
        command.id(),
        command.operation(),
        command.source(),
        Priority.BULK,
        command.deadline(),
        command.agent(),
        command.conversation(),
        command.traceparent(),
        command.data());
  }

  /** As data of {@code mail.send}. */
  static ObjectNode mail(String text) {
    ObjectNode mail = data().put("subject", text).put("body", "About " + text);
    mail.putArray("to").addObject().put("address", "someone@elsewhere.example");
    return mail;
  }

  private static Command of(UserId user, int number, OperationName operation, ObjectNode data) {
    return of(user, "c" + number, operation, data);
  }

  public static Command of(UserId user, String id, OperationName operation, ObjectNode data) {
    return new Command(
        user,
        new CommandId(id),
        operation,
        "urn:test:burst",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        null,
        data);
  }

  public static ObjectNode data() {
    return JsonMapper.shared().createObjectNode();
  }
}
