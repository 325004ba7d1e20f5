package dev.errand.noteworker.enhance;

import dev.errand.noteworker.enhance.Passages.Sort;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Guesses what a note is by words that such notes have. */
final class GuessKind {

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** More than this many of a kind's words in a note tell no more. */
  private static final int ENOUGH = 6;

  private static final int IN_A_HEADING = 3;

  private static final Map<NoteKind, Set<String>> CUES =
      new EnumMap<>(
          Map.of(
              NoteKind.MEETING,
              Set.of(
                  "meeting",
                  "agenda",
                  "attendees",
                  "participants",
                  "minutes",
                  "standup",
                  "sync",
                  "kickoff",
                  "besprechung",
                  "teilnehmer",
                  "protokoll",
                  "tagesordnung",
                  "réunion",
                  "participantes",
                  "reunión",
                  "reunião",
                  "riunione",
                  "vergadering",
                  "möte"),
              NoteKind.IDEA,
              Set.of(
                  "idea",
                  "ideas",
                  "brainstorm",
                  "brainstorming",
                  "maybe",
                  "imagine",
                  "concept",
                  "idee",
                  "ideen",
                  "vielleicht",
                  "idée",
                  "idées",
                  "idea's",
                  "ideia",
                  "ideeën",
                  "idé"),
              NoteKind.JOURNAL,
              Set.of(
                  "today",
                  "yesterday",
                  "felt",
                  "feeling",
                  "grateful",
                  "diary",
                  "journal",
                  "heute",
                  "gestern",
                  "tagebuch",
                  "dankbar",
                  "aujourd",
                  "hier",
                  "hoy",
                  "ayer",
                  "oggi",
                  "ieri",
                  "hoje",
                  "vandaag",
                  "idag"),
              NoteKind.DECISION,
              Set.of(
                  "decided",
                  "decision",
                  "decisions",
                  "agreed",
                  "entscheidung",
                  "entschieden",
                  "beschlossen",
                  "décision",
                  "decisión",
                  "decisione",
                  "decisão",
                  "besluit",
                  "beslut"),
              NoteKind.TASK,
              Set.of(
                  "todo",
                  "task",
                  "tasks",
                  "deadline",
                  "due",
                  "aufgabe",
                  "aufgaben",
                  "frist",
                  "tâche",
                  "tâches",
                  "tarea",
                  "tareas",
                  "compito",
                  "tarefa",
                  "taak",
                  "uppgift")));

  private GuessKind() {}

  /**
   * @param actions how many of the passages are to be done, besides those that are so already
   */
  static NoteKind of(Passages note, int actions) {
    Map<NoteKind, Integer> found = new EnumMap<>(NoteKind.class);
    count(note.about(), IN_A_HEADING, found);
    for (Passages.Passage part : note.all()) {
      count(part.text(), part.sort() == Sort.HEADING ? IN_A_HEADING : 1, found);
    }
    long toDo = actions + note.all().stream().filter(part -> part.sort() == Sort.TO_DO).count();
    long parts = note.all().stream().filter(part -> part.sort() != Sort.HEADING).count();
    if (toDo > 0 && toDo * 3 > parts * 2) {
      found.merge(NoteKind.TASK, ENOUGH, Integer::sum);
    }
    return found.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(NoteKind.REFERENCE);
  }

  private static void count(String text, int weight, Map<NoteKind, Integer> found) {
    for (String word : BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT), -1)) {
      CUES.forEach(
          (kind, cues) -> {
            if (cues.contains(word)) {
              found.merge(kind, weight, (a, b) -> Math.min(ENOUGH, a + b));
            }
          });
    }
  }
}
