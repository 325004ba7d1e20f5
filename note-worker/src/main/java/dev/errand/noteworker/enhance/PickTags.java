package dev.errand.noteworker.enhance;

import dev.errand.noteworker.words.Language;
import dev.errand.noteworker.words.Word;
import dev.errand.noteworker.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a note is about, in its own words: what the person marked with a #, then what is said most,
 * where a word of the title or a heading counts as much as four others.
 */
final class PickTags {

  private static final int IN_A_HEADING = 4;
  private static final int SHORTEST = 3;
  private static final int LONGEST = 30;
  private static final int USUAL = 4;
  private static final String ANY = "note";

  private static final Pattern MARKED =
      Pattern.compile("(?<![\\p{L}\\p{N}&/#])#([\\p{L}][\\p{L}\\p{N}_-]{1,29})");

  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private PickTags() {}

  static List<String> of(Passages note, Language language, NoteKind kind) {
    Set<String> tags = new LinkedHashSet<>();
    Matcher marked = MARKED.matcher(note.text());
    while (marked.find() && tags.size() < Proposal.MOST_TAGS) {
      tags.add(marked.group(1).toLowerCase(Locale.ROOT));
    }
    for (Candidate candidate : candidates(note, language)) {
      if (tags.size() >= USUAL) {
        break;
      }
      tags.add(candidate.written);
    }
    for (String other : List.of(kind.wireName(), ANY)) {
      if (tags.size() < Proposal.FEWEST_TAGS) {
        tags.add(other);
      }
    }
    return List.copyOf(tags);
  }

  private static List<Candidate> candidates(Passages note, Language language) {
    Map<String, Candidate> candidates = new LinkedHashMap<>();
    count(note.about(), IN_A_HEADING, language, candidates);
    for (Passages.Passage passage : note.all()) {
      if (!FindActions.announces(passage)) {
        int weight = passage.sort() == Passages.Sort.HEADING ? IN_A_HEADING : 1;
        count(passage.text(), weight, language, candidates);
      }
    }
    List<Candidate> best = new ArrayList<>(candidates.values());
    best.sort(Comparator.comparingInt(Candidate::weight).reversed()); // else as they stand there
    return best;
  }

  private static void count(
      String text, int weight, Language language, Map<String, Candidate> candidates) {
    for (Word word : Words.of(withoutAddresses(text), language)) {
      String written = word.written().toLowerCase(Locale.ROOT);
      boolean says =
          written.length() >= SHORTEST
              && written.length() <= LONGEST
              && written.codePoints().allMatch(Character::isLetter);
      if (says) {
        candidates.computeIfAbsent(word.stem(), _ -> new Candidate(written)).weight += weight;
      }
    }
  }

  /** Word by word: an expression that looks for them takes the square of a long text's length. */
  private static String withoutAddresses(String text) {
    return WHITE_SPACE
        .splitAsStream(text)
        .filter(word -> !word.contains("://") && !word.contains("@") && !word.startsWith("www."))
        .collect(Collectors.joining(" "));
  }

  /** A word and how much is said of it. */
  private static final class Candidate {

    private final String written;
    private int weight;

    private Candidate(String written) {
      this.written = written;
    }

    private int weight() {
      return weight;
    }
  }
}
