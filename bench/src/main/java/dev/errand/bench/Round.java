package dev.errand.bench;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.note.NoteOperations;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is appended to the members' pages in one go; each text says whose it is and which.
 *
 * @param name one word
 * @param each how many for each member
 */
record Round(String name, int each) {

  /** All commands, one for each member in turn. */
  List<Command> commands(List<Member> members) {
    return IntStream.range(0, each)
        .boxed()
        .flatMap(number -> members.stream().map(member -> command(member, number)))
        .toList();
  }

  Command command(Member member, int number) {
    return new Command(
        member.user(),
        new CommandId(name + "-" + number),
        NoteOperations.NOTE_APPEND,
        "urn:errand:bench",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        null,
        JsonMapper.shared()
            .createObjectNode()
            .put("page", member.page())
            .put("markdown", text(member, number)));
  }

  String text(Member member, int number) {
    return "%s %s %d".formatted(member.user(), name, number);
  }

  /** The member's texts in their order. */
  List<String> texts(Member member) {
    return IntStream.range(0, each).mapToObj(number -> text(member, number)).toList();
  }

  /** Whether a text is of this round. */
  boolean wrote(String text) {
    return text.contains(" " + name + " ");
  }
}
