package dev.errand.noteworker.index;

import dev.errand.noteworker.index.NoteIndex.Text;
import dev.errand.noteworker.words.Language;
import dev.errand.noteworker.words.Words;
import dev.errand.runtime.index.IndexedNote;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;

/** What of a note goes into the index. */
final class Indexable {

  private static final int MOST_LETTERS = 20_000;
  private static final int MOST_STEMS = 500;
  private static final int MOST_UNREAD = 2_000;

  private Indexable() {}

  static IndexedNote note(Text note) {
    String text = start(note.text(), MOST_LETTERS);
    Language language = Language.of(note.title() + "\n" + text);
    return new IndexedNote(
        UUID.fromString(note.page()),
        Objects.requireNonNullElse(note.url(), ""),
        clean(note.title()),
        note.editedAt(),
        digest(note.title() + "\n" + note.text()),
        words(note.title(), language),
        words(text, language),
        unread(text));
  }

  static byte[] words(String text) {
    String beginning = start(text, MOST_LETTERS);
    return words(beginning, Language.of(beginning));
  }

  private static byte[] words(String text, Language language) {
    return Stems.packed(Words.stems(text, language).stream().limit(MOST_STEMS).toList());
  }

  /** What is kept until it is read for its meaning. */
  static String unread(String text) {
    return clean(start(text, MOST_UNREAD));
  }

  private static String start(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  /** PostgreSQL takes no zero in a text, and no half of a pair. */
  static String clean(String text) {
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
}
