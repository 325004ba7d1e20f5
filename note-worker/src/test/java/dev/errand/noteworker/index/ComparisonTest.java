package dev.errand.noteworker.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.index.NoteIndex.Text;
import dev.errand.runtime.index.IndexedNote;
import dev.errand.runtime.index.Seen;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private final UUID mentions = UUID.randomUUID();
  private final UUID called = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  private static Seen note(UUID page, double editedAt, String title, String text) {
    IndexedNote note = Indexable.note(new Text(page.toString(), null, title, text, null));
    return new Seen(page, editedAt, note.titleWords(), note.words(), null, false);
  }

  private static List<UUID> byWords(String query, Seen... notes) {
    Comparison comparison = new Comparison(QueryWords.of(query), null, 0, 9);
    List.of(notes).forEach(comparison::show);
    return comparison.byWords();
  }

  @Test
  void whatIsCalledSoIsBeforeWhatMentionsItAndWhatDoesNotIsNotThere() {
    assertThat(
            byWords(
                "boilers",
                note(mentions, 9, "House", "The boiler is in the cellar"),
                note(other, 9, "Party", "Invite everybody"),
                note(called, 1, "Boiler", "It is old")))
        .containsExactly(called, mentions);
  }

  @Test
  void aRareWordCountsMoreThanACommonOne() {
    assertThat(
            byWords(
                "meeting budget",
                note(other, 9, "One", "the meeting was long"),
                note(UUID.randomUUID(), 8, "Two", "the meeting was short"),
                note(mentions, 1, "Three", "the budget was small")))
        .startsWith(mentions);
  }

  @Test
  void ofEqualsTheOneThatWasChangedLastIsFirst() {
    assertThat(
            byWords(
                "budget",
                note(mentions, 1, "x", "the budget"),
                note(other, 3, "x", "the budget"),
                note(called, 2, "x", "the budget")))
        .containsExactly(other, called, mentions);
  }

  /** As many as there are bits for; more of them are as if they had not been asked for. */
  @Test
  void aQueryOfManyWordsIsAskedByItsFirst() {
    String query =
        String.join(" ", IntStream.range(0, 60).mapToObj(i -> "budget" + "x".repeat(i)).toList());
    assertThat(byWords(query, note(mentions, 1, "x", "the budget"))).containsExactly(mentions);
  }

  @Test
  void theClosestAreFoundWhateverTheirOrder() {
    Random random = new Random(7);
    byte[] query = new byte[Vectors.SIZE];
    random.nextBytes(query);
    Comparison comparison = new Comparison(QueryWords.NONE, query, 0.2, 5);
    UUID[] pages = new UUID[200];
    for (int i : IntStream.range(0, 200).map(i -> i * 77 % 200).toArray()) {
      pages[i] = new UUID(0, i);
      byte[] vector = query.clone();
      for (int k = 0; k < i; k++) {
        vector[k] = 0;
      }
      comparison.show(new Seen(pages[i], 1, new byte[0], new byte[0], vector, false));
    }
    assertThat(comparison.byMeaning())
        .containsExactly(pages[0], pages[1], pages[2], pages[3], pages[4]);
  }
}
