package dev.errand.noteworker.index;

import dev.errand.runtime.index.Seen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One search, which is shown all notes and remembers those that have its words and those that mean
 * what it means. For one thread.
 *
 * <p>Words count the more the fewer notes have them (the inverse document frequency of BM25), and
 * three times as much in a title.
 */
final class Comparison {

  private static final double IN_TITLE = 3;

  private static final Comparator<Close> CLOSEST =
      Comparator.comparingDouble(Close::score).thenComparing(Close::page);

  private final QueryWords words;
  private final byte @Nullable [] vector;
  private final double length;
  private final double atLeast;
  private final int most;

  private final List<Match> matches = new ArrayList<>();
  private final int[] notesWith = new int[QueryWords.MOST];
  private final PriorityQueue<Close> close = new PriorityQueue<>(CLOSEST);
  private int notes;
  private boolean unread;

  /**
   * @param vector absent: by words only
   * @param atLeast how close a note has to be, see {@link Vectors#closeness}
   * @param most how many are found by words, and how many by meaning
   */
  Comparison(QueryWords words, byte @Nullable [] vector, double atLeast, int most) {
    this.words = words;
    this.vector = vector;
    this.length = vector == null ? 1 : Vectors.length(vector);
    this.atLeast = atLeast;
    this.most = most;
  }

  /** A note that has some of the words: which, as bits. */
  private record Match(UUID page, double editedAt, int inTitle, int anywhere) {}

  private record Close(UUID page, double score) {}

  void show(Seen note) {
    notes++;
    unread |= note.unread();
    byWords(note);
    byMeaning(note);
  }

  private void byWords(Seen note) {
    int inTitle = words.in(note.titleWords());
    int anywhere = inTitle | words.in(note.words());
    if (anywhere != 0) {
      matches.add(new Match(note.page(), note.editedAt(), inTitle, anywhere));
      for (int left = anywhere; left != 0; left &= left - 1) {
        notesWith[Integer.numberOfTrailingZeros(left)]++;
      }
    }
  }

  private void byMeaning(Seen note) {
    if (vector == null || note.vector() == null) {
      return;
    }
    double score = Vectors.closeness(note.vector(), vector, length);
    if (score >= atLeast) {
      close.add(new Close(note.page(), score));
      if (close.size() > most) {
        close.remove();
      }
    }
  }

  /** The best first; of equals, the one that was changed last. */
  List<UUID> byWords() {
    double[] weights = weights();
    return matches.stream()
        .map(match -> new Scored(match, score(match, weights)))
        .sorted(Scored.BEST_FIRST)
        .limit(most)
        .map(scored -> scored.match().page())
        .toList();
  }

  private record Scored(Match match, double score) {

    static final Comparator<Scored> BEST_FIRST =
        Comparator.comparingDouble(Scored::score)
            .thenComparingDouble(scored -> scored.match().editedAt())
            .thenComparing(scored -> scored.match().page())
            .reversed();
  }

  private double[] weights() {
    double[] weights = new double[QueryWords.MOST];
    for (int word = 0; word < weights.length; word++) {
      weights[word] = Math.log1p((notes - notesWith[word] + 0.5) / (notesWith[word] + 0.5));
    }
    return weights;
  }

  private static double score(Match match, double[] weights) {
    double score = 0;
    for (int left = match.anywhere(); left != 0; left &= left - 1) {
      int word = Integer.numberOfTrailingZeros(left);
      score += (match.inTitle() >>> word & 1) != 0 ? IN_TITLE * weights[word] : weights[word];
    }
    return score;
  }

  /** The closest first. */
  List<UUID> byMeaning() {
    return close.stream().sorted(CLOSEST.reversed()).map(Close::page).toList();
  }

  /** Whether there is a note of which something is not in its vector yet. */
  boolean sawUnread() {
    return unread;
  }
}
