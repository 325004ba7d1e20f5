package dev.errand.noteworker.enhance;

import dev.errand.noteworker.enhance.Passages.Passage;
import dev.errand.noteworker.enhance.Passages.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what is to be done: what is marked so, what is listed under a heading that says so, and
 * short lines that begin with what to do. Rather one too few than one too many: what stays as it
 * was written can still be read.
 */
final class FindActions {

  private static final int LONGEST = 200;

  private static final Pattern MARKED =
      Pattern.compile(
          "^\\s*(?:todo|to do|to-do|action(?: item)?|ai|task|aufgabe|tâche|à faire|tarea|da fare|te"
              + " doen)\\s*[:\\-–—]",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern SAYS_SO =
      Pattern.compile(
          "^\\W*(?:action items?|actions|next steps?|to-?do(?:s| list)?|to do|tasks?|follow[-"
              + " ]?ups?|aufgaben|nächste schritte|zu erledigen|à faire|prochaines"
              + " étapes|tareas|próximos pasos|por hacer|da fare|prossimi passi|tarefas|próximos"
              + " passos|actiepunten|te doen|att göra)\\W*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern FIRST_WORD = Pattern.compile("^\\W*([\\p{L}]+)\\s+\\S");

  /** Of English only: in other languages the form of a verb does not tell an order from a fact. */
  private static final Set<String> ORDERS =
      Set.of(
          "add",
          "arrange",
          "ask",
          "book",
          "bring",
          "buy",
          "call",
          "cancel",
          "check",
          "clean",
          "confirm",
          "contact",
          "create",
          "discuss",
          "draft",
          "email",
          "fill",
          "find",
          "finish",
          "fix",
          "follow",
          "get",
          "install",
          "invite",
          "mail",
          "make",
          "order",
          "organise",
          "organize",
          "pay",
          "phone",
          "pick",
          "plan",
          "prepare",
          "print",
          "read",
          "register",
          "remember",
          "renew",
          "reply",
          "research",
          "reserve",
          "return",
          "review",
          "schedule",
          "send",
          "share",
          "sign",
          "submit",
          "talk",
          "tell",
          "test",
          "text",
          "update",
          "upload",
          "visit",
          "write");

  private FindActions() {}

  /** The numbers of the passages. */
  static List<Integer> in(Passages note) {
    List<Integer> actions = new ArrayList<>();
    boolean underTasks = SAYS_SO.matcher(note.about()).matches();
    for (int number = 0; number < note.all().size(); number++) {
      Passage passage = note.all().get(number);
      if (opensList(passage)) {
        underTasks = announces(passage);
      } else if (passage.mayBeAction() && isAction(passage, underTasks)) {
        actions.add(number);
      }
    }
    return actions;
  }

  /** Whether it says nothing but that what follows is to be done. */
  static boolean announces(Passage passage) {
    return SAYS_SO.matcher(passage.text()).matches();
  }

  /** A heading, or what stands in for one: "Next steps:". */
  private static boolean opensList(Passage passage) {
    return passage.sort() == Sort.HEADING
        || (passage.sort() == Sort.PARAGRAPH && announces(passage));
  }

  private static boolean isAction(Passage passage, boolean underTasks) {
    String text = passage.text();
    if (text.length() > LONGEST || text.contains("\n")) {
      return false;
    }
    return MARKED.matcher(text).lookingAt()
        || (passage.sort() == Sort.ITEM && (underTasks || isOrder(text)));
  }

  private static boolean isOrder(String text) {
    Matcher first = FIRST_WORD.matcher(text);
    return first.lookingAt() && ORDERS.contains(first.group(1).toLowerCase(Locale.ROOT));
  }
}
