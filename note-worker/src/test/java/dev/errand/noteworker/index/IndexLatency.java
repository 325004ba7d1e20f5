package dev.errand.noteworker.index;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.noteworker.enhance.Arrange;
import dev.errand.noteworker.enhance.Passages;
import dev.errand.noteworker.enhance.RuleEnhancer;
import dev.errand.noteworker.index.NoteIndex.Text;
import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.runtime.index.Seen;
import dev.errand.runtime.index.Shelf;
import dev.errand.runtime.index.Shelves;
import dev.errand.runtime.index.StoredIndex;
import dev.errand.runtime.index.StoredIndex.Unread;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.TestDatabase;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long a search takes among so many notes of one person, and what learning and enhancing a note
 * cost: {@code tools/index-latency [notes]}. A measurement, no test.
 *
 * <p>Texts are made of words that are as frequent as words are (Zipf), by a seed; vectors are
 * random, since each is compared whatever it says; the query's is made by the model. As many notes
 * of somebody else lie between them in the table.
 */
public final class IndexLatency {

  private static final int VOCABULARY = 20_000;
  private static final int SEARCHES = 1_000;
  private static final int WARM_UP = 200;
  private static final int ENHANCED = 2_000;

  private final Random random = new Random(42);
  private final List<String> words = vocabulary(random);

  private IndexLatency() {}

  /**
   * Measures and tells.
   *
   * @param arguments how many notes; 10,000 if nothing is said
   */
  public static void main(String[] arguments) {
    int notes = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
    TestDatabase database = TestDatabase.migrated();
    try (HikariDataSource worker = database.as("errand_worker")) {
      new IndexLatency().measure(database, worker, notes);
    }
    System.exit(0); // the shared PostgreSQL goes with its process
  }

  private void measure(TestDatabase database, HikariDataSource worker, int notes) {
    System.out.println("load average at the start: " + SpentTime.load());
    StoredIndex store = new StoredIndex(Acting.in(worker), worker);
    ConnectionFacts ada = connection(database);
    ConnectionFacts bob = connection(database);
    try (IndexedNotes index = new IndexedNotes(store, _ -> randomVector())) {
      told(
          "learn a note (its row, in the command)",
          measured(
              notes,
              i -> {
                index.keep(ada, note(i));
                index.keep(bob, note(i));
              }));
      readAll(store, Shelf.of(ada));
      readAll(store, Shelf.of(bob));
    }
    var _ = database.sql().sql("analyze note_index").update();
    Embedding model = new LocalModel();
    var _ = model.of("loads it");
    try (IndexedNotes index = new IndexedNotes(store, model)) {
      List<String> queries =
          IntStream.range(0, WARM_UP + SEARCHES)
              .mapToObj(_ -> text(1 + random.nextInt(4)))
              .toList();
      measured(WARM_UP, i -> index.find(ada, queries.get(i), 50));
      SpentTime before = SpentTime.until(database);
      told(
          "search among " + notes + " notes",
          measured(SEARCHES, i -> index.find(ada, queries.get(WARM_UP + i), 50)));
      System.out.println("  " + SpentTime.until(database).since(before, SEARCHES));
      Shelf shelf = Shelf.of(ada);
      told("  of it: the query's vector", measured(SEARCHES, i -> model.of(queries.get(i))));
      told(
          "  of it: reading all notes",
          measured(SEARCHES, _ -> store.look(shelf, _ -> {}, List::of)));
      List<Seen> all = new ArrayList<>();
      store.look(shelf, all::add, List::of);
      byte[] vector = Vectors.packed(randomVector());
      told(
          "  of it: comparing them", measured(SEARCHES, i -> compare(all, queries.get(i), vector)));
    }
    String markdown = "# " + text(5) + "\n\n" + text(150) + "\n\n- call " + text(3);
    RuleEnhancer rules = new RuleEnhancer();
    UserId user = new UserId("ada");
    told(
        "enhance a note of 160 words by rules",
        measured(
            ENHANCED,
            _ ->
                rules.propose(
                    user, Passages.of("", Arrange.parts(new MarkdownReader().read(markdown))))));
    String note = text(150);
    told("a note's vector (behind the command)", measured(200, _ -> model.of(note)));
  }

  private void readAll(StoredIndex store, Shelf shelf) {
    for (List<Unread> some = store.unread(shelf, 500);
        !some.isEmpty();
        some = store.unread(shelf, 500)) {
      some.forEach(note -> store.read(shelf, note, Vectors.packed(randomVector())));
    }
  }

  private static void compare(List<Seen> all, String query, byte[] vector) {
    Comparison comparison = new Comparison(QueryWords.of(query), vector, 0.25, 50);
    all.forEach(comparison::show);
    var _ = comparison.byWords();
    var _ = comparison.byMeaning();
  }

  private Text note(int number) {
    return new Text(
        UUID.nameUUIDFromBytes(
                new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16)})
            .toString(),
        "https://example.com/" + number,
        text(4),
        text(50 + random.nextInt(200)),
        null);
  }

  private String text(int length) {
    return IntStream.range(0, length)
        .mapToObj(_ -> words.get((int) Math.pow(VOCABULARY, random.nextDouble()) - 1))
        .collect(Collectors.joining(" "));
  }

  private float[] randomVector() {
    float[] vector = new float[Vectors.SIZE];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static List<String> vocabulary(Random random) {
    return IntStream.range(0, VOCABULARY)
        .mapToObj(
            i ->
                random
                        .ints(3 + random.nextInt(7), 'a', 'z' + 1)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining())
                    + (i % 3 == 0 ? "s" : ""))
        .toList();
  }

  private static ConnectionFacts connection(TestDatabase database) {
    UserId user = new UserId("user-" + UUID.randomUUID());
    UUID id = UUID.randomUUID();
    Shelves.make(database.sql(), user, id);
    return new ConnectionFacts(
        user, Provider.NOTION, id.toString(), 1, "bot", null, Set.of(), Map.of());
  }

  private static long[] measured(int times, IntConsumer work) {
    long[] took = new long[times];
    for (int i = 0; i < times; i++) {
      long began = System.nanoTime();
      work.accept(i);
      took[i] = System.nanoTime() - began;
    }
    Arrays.sort(took);
    return took;
  }

  private static void told(String what, long[] sorted) {
    System.out.printf(
        "%-42s p50 %6.2f ms   p90 %6.2f ms   p99 %6.2f ms   max %7.2f ms%n",
        what, at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99), sorted[sorted.length - 1] / 1e6);
  }

  private static double at(long[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(sorted.length * part))] / 1e6;
  }
}
