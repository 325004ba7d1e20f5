package dev.errand.noteworker.index;

import dev.errand.noteworker.index.Vectors.Scored;
import dev.errand.noteworker.words.Language;
import dev.errand.noteworker.words.Words;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.runtime.index.IndexedNote;
import dev.errand.runtime.index.Lexemes;
import dev.errand.runtime.index.Shelf;
import dev.errand.runtime.index.StoredIndex;
import dev.errand.runtime.index.StoredIndex.Known;
import dev.errand.schemas.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
 *   <li>A search compares each of the person's vectors.
 *   <li>What fails here is told in the log, and nothing else fails by it.
 * </ol>
 */
public final class IndexedNotes implements NoteIndex, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(IndexedNotes.class);

  private static final int MOST_LETTERS = 20_000;
  private static final int MOST_STEMS = 500;
  private static final int MOST_UNREAD = 2_000;
  private static final int MOST_QUERY_STEMS = 16;

  /** Below this, two texts have nothing to do with each other; seen with this model. */
  private static final double ALIKE = 0.25;

  private static final double RELATED = 0.5;

  private final StoredIndex store;
  private final Embedding embedding;
  private final ReadForMeaning meaning;

  public IndexedNotes(StoredIndex store, Embedding embedding) {
    this.store = store;
    this.embedding = embedding;
    this.meaning = new ReadForMeaning(store, embedding);
  }

  @Override
  public void keep(ConnectionFacts connection, Text note) {
    learn(
        connection,
        shelf -> {
          String text = start(note.text(), MOST_LETTERS);
          IndexedNote indexed =
              new IndexedNote(
                  UUID.fromString(note.page()),
                  Objects.requireNonNullElse(note.url(), ""),
                  clean(note.title()),
                  note.editedAt(),
                  digest(note.title() + "\n" + note.text()),
                  lexemes(note.title(), text),
                  clean(start(text, MOST_UNREAD)));
          if (store.keep(shelf, indexed)) {
            meaning.soon(shelf);
          }
        });
  }

  @Override
  public void add(ConnectionFacts connection, String page, String text) {
    learn(
        connection,
        shelf -> {
          Lexemes words = lexemes("", start(text, MOST_LETTERS));
          if (store.add(shelf, UUID.fromString(page), words, clean(start(text, MOST_UNREAD)))) {
            meaning.soon(shelf);
          }
        });
  }

  @Override
  public void rewrite(ConnectionFacts connection, String page, String text) {
    learn(
        connection,
        shelf -> {
          Lexemes words = lexemes("", start(text, MOST_LETTERS));
          if (store.rewrite(shelf, UUID.fromString(page), words, clean(start(text, MOST_UNREAD)))) {
            meaning.soon(shelf);
          }
        });
  }

  @Override
  public void rename(ConnectionFacts connection, String page, String title) {
    learn(
        connection,
        shelf -> store.rename(shelf, UUID.fromString(page), clean(title), lexemes(title, "")));
  }

  @Override
  public void trash(ConnectionFacts connection, String page, boolean inTrash) {
    learn(connection, shelf -> store.trash(shelf, UUID.fromString(page), inTrash));
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
          meaning.soon(shelf);
          return search(shelf, stems(query), vector(shelf, query), ALIKE, most);
        });
  }

  @Override
  public List<Found> related(ConnectionFacts connection, String text, int most) {
    return look(
        connection,
        shelf -> search(shelf, List.of(), Vectors.packed(embedding.of(text)), RELATED, most));
  }

  /** All that a failing model leaves are the words. */
  private byte @Nullable [] vector(Shelf shelf, String query) {
    try {
      return Vectors.packed(embedding.of(query));
    } catch (RuntimeException | LinkageError failed) {
      tell(shelf.user(), failed, "A query has no vector; its words are looked for");
      return null;
    }
  }

  private List<Found> search(
      Shelf shelf, List<String> stems, byte @Nullable [] vector, double atLeast, int most) {
    Ranks<UUID> ranks = new Ranks<>();
    Map<UUID, Known> known =
        store
            .look(
                shelf,
                stems,
                most,
                seen -> {
                  ranks.add(By.WORDS, seen.byWords());
                  if (vector != null) {
                    ranks.add(By.MEANING, closest(seen.vectors(), vector, atLeast, most));
                  }
                  return ranks.best(most);
                })
            .stream()
            .collect(Collectors.toMap(Known::page, note -> note));
    return ranks.best(most).stream()
        .flatMap(page -> Stream.ofNullable(known.get(page)))
        .map(note -> found(note, ranks.by(note.page())))
        .toList();
  }

  private static List<UUID> closest(byte[] vectors, byte[] vector, double atLeast, int most) {
    return Vectors.closest(vectors, vector, atLeast, most).stream().map(Scored::page).toList();
  }

  private static Found found(Known note, Set<By> by) {
    return new Found(note.page().toString(), note.url(), note.title(), note.editedAt(), by);
  }

  private static List<String> stems(String query) {
    return Words.possibleStems(query).stream().limit(MOST_QUERY_STEMS).toList();
  }

  private static Lexemes lexemes(String title, String text) {
    Language language = Language.of(title + "\n" + text);
    return new Lexemes(
        List.copyOf(Words.stems(title, language)),
        Words.stems(text, language).stream().limit(MOST_STEMS).toList());
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

  private static List<Found> look(
      ConnectionFacts connection, Function<Shelf, List<Found>> question) {
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

  private static String start(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  /** PostgreSQL takes no zero in a text, and no half of a pair. */
  private static String clean(String text) {
    byte[] bytes = text.replace("\0", "").getBytes(StandardCharsets.UTF_8);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** How many people have notes whose meaning is yet to be read; for metrics and tests. */
  int waiting() {
    return meaning.waiting();
  }

  @Override
  public void close() {
    meaning.close();
  }
}
