package dev.errand.noteworker.index;

import dev.errand.pipeline.ConnectionFacts;
import dev.errand.runtime.index.Known;
import dev.errand.runtime.index.Shelf;
import dev.errand.runtime.index.StoredIndex;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index on PostgreSQL and a local model.
 *
 * <ol>
 *   <li>A note can be found by its words as soon as its command has ended: its row is written
 *       before the outcome, without waiting for the disk, and so is durable with it at the latest.
 *   <li>It can be found by its meaning a little later: its vector is made behind the command, and
 *       that it has none yet is in the row.
 *   <li>A search compares each of the person's notes: its words and its vector.
 *   <li>What fails here is told in the log, and nothing else fails by it.
 * </ol>
 */
public final class IndexedNotes implements NoteIndex, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(IndexedNotes.class);

  /** Below this, two texts have nothing to do with each other; seen with this model. */
  private static final double ALIKE = 0.25;

  private static final double RELATED = 0.5;

  /** It takes some milliseconds, of a long text and on a busy machine 200. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final StoredIndex store;
  private final ReadForMeaning meaning;
  private final QueryVectors vectors;

  public IndexedNotes(StoredIndex store, Embedding embedding) {
    this(store, embedding, PATIENCE);
  }

  /**
   * @param patience how long a search waits for its vector
   */
  IndexedNotes(StoredIndex store, Embedding embedding, Duration patience) {
    this.store = store;
    this.vectors = new QueryVectors(embedding, patience);
    this.meaning = new ReadForMeaning(store, embedding);
  }

  @Override
  public void keep(ConnectionFacts connection, Text note) {
    learn(
        connection,
        shelf -> {
          if (store.keep(shelf, Indexable.note(note))) {
            meaning.soon(shelf);
          }
        });
  }

  @Override
  public void add(ConnectionFacts connection, String page, String text) {
    change(connection, page, text, store::add);
  }

  @Override
  public void rewrite(ConnectionFacts connection, String page, String text) {
    change(connection, page, text, store::rewrite);
  }

  private void change(ConnectionFacts connection, String page, String text, TextChange change) {
    learn(
        connection,
        shelf -> {
          UUID id = UUID.fromString(page);
          if (change.on(shelf, id, Indexable.words(text), Indexable.unread(text))) {
            meaning.soon(shelf);
          }
        });
  }

  /** What is done with a text that is to be read. */
  private interface TextChange {
    boolean on(Shelf shelf, UUID page, byte[] words, String unread);
  }

  @Override
  public void rename(ConnectionFacts connection, String page, String title) {
    learn(
        connection,
        shelf ->
            store.rename(
                shelf, UUID.fromString(page), Indexable.clean(title), Indexable.words(title)));
  }

  @Override
  public void trash(ConnectionFacts connection, String page, boolean inTrash) {
    learn(connection, shelf -> store.trash(shelf, UUID.fromString(page), inTrash));
  }

  @Override
  public void seen(ConnectionFacts connection, String page) {
    learn(connection, shelf -> store.seen(shelf, UUID.fromString(page)));
  }

  @Override
  public List<String> unsure(ConnectionFacts connection, int most) {
    return look(connection, shelf -> store.unsure(shelf, most)).stream()
        .map(UUID::toString)
        .toList();
  }

  @Override
  public void drop(ConnectionFacts connection, String page) {
    learn(connection, shelf -> store.drop(shelf, UUID.fromString(page)));
  }

  @Override
  public List<Found> find(ConnectionFacts connection, String query, int most) {
    return look(
        connection,
        shelf -> {
          byte[] vector = vectors.of(query).orElse(null);
          return search(shelf, new Comparison(QueryWords.of(query), vector, ALIKE, most), most);
        });
  }

  @Override
  public List<Found> related(ConnectionFacts connection, String text, int most) {
    return look(
        connection,
        shelf ->
            vectors
                .of(text)
                .map(vector -> new Comparison(QueryWords.NONE, vector, RELATED, most))
                .map(comparison -> search(shelf, comparison, most))
                .orElse(List.of()));
  }

  private List<Found> search(Shelf shelf, Comparison comparison, int most) {
    Ranks<UUID> ranks = new Ranks<>();
    Map<UUID, Known> known =
        store
            .look(
                shelf,
                comparison::show,
                () -> {
                  ranks.add(By.WORDS, comparison.byWords());
                  ranks.add(By.MEANING, comparison.byMeaning());
                  return ranks.best(most);
                })
            .stream()
            .collect(Collectors.toMap(Known::page, note -> note));
    if (comparison.sawUnread()) {
      meaning.soon(shelf);
    }
    return ranks.best(most).stream()
        .flatMap(page -> Stream.ofNullable(known.get(page)))
        .map(note -> found(note, ranks.by(note.page())))
        .toList();
  }

  private static Found found(Known note, Set<By> by) {
    return new Found(
        note.page().toString(), note.url(), note.title(), note.editedAt(), note.unsure(), by);
  }

  private void learn(ConnectionFacts connection, Consumer<Shelf> lesson) {
    try {
      lesson.accept(Shelf.of(connection));
    } catch (RuntimeException failed) {
      tell(
          connection.user(),
          failed,
          "A note is not in the index; it will be when it is read again");
    }
  }

  private static <T> List<T> look(ConnectionFacts connection, Function<Shelf, List<T>> question) {
    try {
      return question.apply(Shelf.of(connection));
    } catch (RuntimeException | LinkageError failed) {
      tell(connection.user(), failed, "The index could not be asked; titles only are searched");
      return List.of();
    }
  }

  /** Only the kind of failure: its message may quote the note. */
  private static void tell(UserId user, Throwable failed, String what) {
    log.atWarn()
        .addKeyValue("userId", user)
        .addKeyValue("cause", failed.getClass().getSimpleName())
        .log(what);
  }

  /** How many people have notes whose meaning is yet to be read; for metrics and tests. */
  int waiting() {
    return meaning.waiting();
  }

  @Override
  public void close() {
    vectors.close();
    meaning.close();
  }
}
