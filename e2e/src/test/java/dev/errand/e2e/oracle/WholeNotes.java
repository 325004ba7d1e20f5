package dev.errand.e2e.oracle;

import dev.errand.schemas.Command;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.note.NoteOperations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Promise 2 behind what a result tells. A user has one "Personal Assistant" page with one table of
 * contents; each note is listed there once, at least if its command succeeded; and notes and lines
 * hold what was asked for, all of it and nothing else.
 */
public record WholeNotes(Evidence evidence) implements Oracle {

  @Override
  public Stream<String> violations() {
    Map<String, Status> ends = evidence.ends();
    return evidence.workspaces().entrySet().stream()
        .flatMap(
            each ->
                new OfOne(each.getKey(), each.getValue(), evidence.published(each.getKey()), ends)
                    .all());
  }

  /** One user's. */
  private record OfOne(
      UserId user, Workspace workspace, List<Command> asked, Map<String, Status> ends) {

    Stream<String> all() {
      List<String> wrong = new ArrayList<>();
      more(workspace.roots(), "Personal Assistant", wrong);
      more(workspace.contents(), "Table of Contents", wrong);
      strangeEntries(wrong);
      Map<String, Command> commands = byTitle();
      workspace.notes().forEach(note -> judge(note, commands.get(note.title()), wrong));
      strangeLines(wrong);
      new LongTexts(user, asked, workspace.desk().parts(), ends).judge(wrong);
      return wrong.stream();
    }

    private void more(int count, String title, List<String> wrong) {
      if (count > 1) {
        wrong.add("%s has %d pages '%s'".formatted(user, count, title));
      }
    }

    private void strangeEntries(List<String> wrong) {
      Set<String> notes =
          workspace.notes().stream().map(Workspace.Note::id).collect(Collectors.toSet());
      workspace.listed().stream()
          .filter(entry -> !notes.contains(entry))
          .map(entry -> "the contents of %s list '%s', which is no note".formatted(user, entry))
          .forEach(wrong::add);
    }

    private Map<String, Command> byTitle() {
      Map<String, Command> commands = new HashMap<>();
      asked.stream()
          .filter(command -> command.operation().equals(NoteOperations.NOTE_CREATE))
          .forEach(command -> commands.put(command.data().path("title").asString(), command));
      return commands;
    }

    private void judge(Workspace.Note note, @Nullable Command command, List<String> wrong) {
      if (command == null) {
        wrong.add("nobody asked for the note '%s' of %s".formatted(note.title(), user));
        return;
      }
      String name = Evidence.name(command);
      int entries = Collections.frequency(workspace.listed(), note.id());
      boolean succeeded = ends.get(Evidence.name(user, command.id().value())) == Status.SUCCEEDED;
      if (entries > 1 || (entries == 0 && succeeded)) {
        wrong.add("the note of %s is listed %d times".formatted(name, entries));
      }
      List<String> texts = PlainText.of(command.data().path("markdown").asString(""));
      boolean enhanced = command.data().path("enhance").asBoolean(false);
      if (enhanced ? !isOnceIn(note.texts(), texts) : !note.texts().equals(texts)) {
        wrong.add("the note of %s holds %s instead of %s".formatted(name, note.texts(), texts));
      }
    }

    /** Enhancing adds lines of its own, and leaves each word in its place. */
    private static boolean isOnceIn(List<String> all, List<String> texts) {
      int first = Collections.indexOfSubList(all, texts);
      return first >= 0 && Collections.lastIndexOfSubList(all, texts) == first;
    }

    private void strangeLines(List<String> wrong) {
      Set<String> lines =
          asked.stream()
              .filter(command -> command.operation().equals(NoteOperations.NOTE_APPEND))
              .map(command -> command.data().path("markdown").asString())
              .collect(Collectors.toSet());
      workspace.lines().stream()
          .filter(line -> !lines.contains(line))
          .map(line -> "nobody asked for the line '%s' of %s".formatted(line, user))
          .forEach(wrong::add);
    }
  }
}
