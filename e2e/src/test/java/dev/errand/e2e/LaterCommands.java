package dev.errand.e2e;

import dev.errand.schemas.Command;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Commands of one person that send something later, and those that take them back.
 *
 * @param asked when they ask for it
 * @param hold how long after it nothing is to be done
 */
record LaterCommands(UserId person, Instant asked, Duration hold) {

  /** How a command says that it wants to be done later. */
  private enum Later {
    NOT_BEFORE {
      @Override
      Command of(Command command, Instant asked, Duration hold) {
        return command.later(asked.plus(hold), null);
      }
    },
    UNDO {
      @Override
      Command of(Command command, Instant asked, Duration hold) {
        return command.later(null, hold);
      }
    };

    abstract Command of(Command command, Instant asked, Duration hold);
  }

  /** A draft to be sent for each way to say that it is for later. */
  static Stream<Command> letters(UserId person, String name) {
    return Stream.of(Later.values())
        .map(later -> name + "-" + later + "-letter")
        .map(id -> Mix.of(person, id, MailOperations.MAIL_DRAFT, Mix.mail(id)));
  }

  /** Of each operation one for each way to say that it is for later. */
  List<Command> all(String name, String question, List<String> drafts) {
    List<Command> all = new ArrayList<>();
    Iterator<String> draftOfEach = drafts.iterator();
    for (Later later : Later.values()) {
      String id = name + "-" + later;
      ObjectNode draft = Mix.data().put("message", draftOfEach.next());
      ObjectNode answer = Mix.data().put("message", question).put("body", "About " + id);
      ObjectNode passedOn = answer.deepCopy();
      passedOn.putArray("to").addObject().put("address", "someone@elsewhere.example");
      Stream.of(
              Mix.of(person, id + "-send", MailOperations.MAIL_SEND_DRAFT, draft),
              Mix.of(person, id + "-reply", MailOperations.MAIL_REPLY, answer),
              Mix.of(person, id + "-forward", MailOperations.MAIL_FORWARD, passedOn))
          .map(each -> later.of(each, asked, hold))
          .forEach(all::add);
    }
    return all;
  }

  static List<Command> cancels(UserId person, String name, List<Command> commands) {
    return commands.stream()
        .map(
            command ->
                Mix.of(
                    person,
                    name + "-" + command.id(),
                    MailOperations.MAIL_CANCEL,
                    Mix.data().put("command", command.id().value())))
        .toList();
  }
}
