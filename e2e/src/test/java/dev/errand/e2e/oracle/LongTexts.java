package dev.errand.e2e.oracle;

import dev.errand.schemas.Command;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.note.NoteOperations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Texts that take more than one request to append stand in their page whole, one behind the other.
 * Of one that ended unknown a part may be there.
 */
record LongTexts(UserId user, List<Command> asked, List<String> parts, Map<String, Status> ends) {

  void judge(List<String> wrong) {
    List<String> left = new ArrayList<>(parts);
    for (Command command : asked) {
      List<String> text = PlainText.of(command.data().path("markdown").asString(""));
      if (command.operation().equals(NoteOperations.NOTE_APPEND) && text.size() > 1) {
        take(command, text, left, wrong);
      }
    }
    if (!left.isEmpty()) {
      wrong.add(
          "%d lines beginning with '%s' are no whole text of %s"
              .formatted(left.size(), left.getFirst(), user));
    }
  }

  private void take(Command command, List<String> text, List<String> left, List<String> wrong) {
    Status end = ends.get(Evidence.name(user, command.id().value()));
    int at = Collections.indexOfSubList(left, text);
    if (at >= 0) {
      left.subList(at, at + text.size()).clear();
    } else if (end == Status.UNKNOWN) {
      left.removeAll(new HashSet<>(text));
    } else if (end == Status.SUCCEEDED) {
      wrong.add("the text of %s is not there whole".formatted(Evidence.name(command)));
    }
  }
}
