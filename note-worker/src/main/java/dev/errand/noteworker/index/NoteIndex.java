package dev.errand.noteworker.index;

import dev.errand.pipeline.ConnectionFacts;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One person's notes, as this system wrote or read them. Each method is about the connection's user
 * and their account, and about nobody else. None of them throws: what cannot be learned or found is
 * not. Thread-safe.
 */
public interface NoteIndex {

  /** A note says this now. */
  void keep(ConnectionFacts connection, Text note);

  /** Something was put at the end of a note. */
  void add(ConnectionFacts connection, String page, String text);

  /** A note that is known says something else now. */
  void rewrite(ConnectionFacts connection, String page, String text);

  /** A note is called otherwise. */
  void rename(ConnectionFacts connection, String page, String title);

  /** A note went into the trash, or came back. */
  void trash(ConnectionFacts connection, String page, boolean inTrash);

  /** A note is there, as it was. */
  void seen(ConnectionFacts connection, String page);

  /** Those that were not seen for long, be they in the trash; the longest first. */
  List<String> unsure(ConnectionFacts connection, int most);

  /** A note is gone. */
  void drop(ConnectionFacts connection, String page);

  /** The notes that say something like this, the best first. */
  List<Found> find(ConnectionFacts connection, String query, int most);

  /** The notes that say what this text says; fewer and surer than {@link #find}. */
  List<Found> related(ConnectionFacts connection, String text, int most);

  /**
   * What a note says.
   *
   * @param url absent if it is not known
   * @param editedAt absent: just now
   */
  record Text(
      String page, @Nullable String url, String title, String text, @Nullable Instant editedAt) {}

  /**
   * One that was found.
   *
   * @param unsure whether it was not seen at Notion for long, and may be gone
   * @param by what it was found by
   */
  record Found(
      String page, String url, String title, Instant editedAt, boolean unsure, Set<By> by) {

    public Found {
      by = Set.copyOf(by);
    }
  }

  /** What a note was found by. */
  enum By {
    TITLE,
    WORDS,
    MEANING
  }

  /** Where there is no index. */
  NoteIndex NONE =
      new NoteIndex() {
        @Override
        public void keep(ConnectionFacts connection, Text note) {}

        @Override
        public void add(ConnectionFacts connection, String page, String text) {}

        @Override
        public void rewrite(ConnectionFacts connection, String page, String text) {}

        @Override
        public void rename(ConnectionFacts connection, String page, String title) {}

        @Override
        public void trash(ConnectionFacts connection, String page, boolean inTrash) {}

        @Override
        public void seen(ConnectionFacts connection, String page) {}

        @Override
        public List<String> unsure(ConnectionFacts connection, int most) {
          return List.of();
        }

        @Override
        public void drop(ConnectionFacts connection, String page) {}

        @Override
        public List<Found> find(ConnectionFacts connection, String query, int most) {
          return List.of();
        }

        @Override
        public List<Found> related(ConnectionFacts connection, String text, int most) {
          return List.of();
        }
      };
}
