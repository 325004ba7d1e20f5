package dev.errand.noteworker.index;

import dev.errand.runtime.index.Shelf;
import dev.errand.runtime.index.StoredIndex;
import dev.errand.runtime.index.StoredIndex.Unread;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the vectors of notes, behind the commands that brought them: on one thread, a few notes of
 * one person at a time. What fails is stored as unread still, and tried again with that person's
 * next note or search.
 */
final class ReadForMeaning implements AutoCloseable {

  /** The model takes no empty text. */
  private static final String SAYS_NOTHING = "-";

  private static final Logger log = LoggerFactory.getLogger(ReadForMeaning.class);
  private static final int AT_ONCE = 16;

  private final StoredIndex store;
  private final Embedding embedding;
  private final MeaningQueue queue = new MeaningQueue();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("errand-note-meaning").unstarted(this::readAll);

  ReadForMeaning(StoredIndex store, Embedding embedding) {
    this.store = store;
    this.embedding = embedding;
    thread.start();
  }

  /** Somebody has unread notes. */
  void soon(Shelf shelf) {
    queue.add(shelf);
  }

  private void readAll() {
    try {
      for (Optional<Shelf> next = queue.take(); next.isPresent(); next = queue.take()) {
        read(next.get());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(Shelf shelf) {
    try {
      List<Unread> unread = store.unread(shelf, AT_ONCE);
      for (Unread note : unread) {
        store.read(shelf, note, vector(note));
      }
      if (unread.size() == AT_ONCE) {
        queue.add(shelf);
      }
    } catch (RuntimeException | LinkageError failed) {
      log.atWarn()
          .addKeyValue("userId", shelf.user())
          .addKeyValue("cause", failed.getClass().getSimpleName())
          .log("Notes could not be read for their meaning; it is tried again at their next search");
    }
  }

  private byte[] vector(Unread note) {
    byte[] before = note.before();
    if (before == null) {
      String all = note.title() + "\n" + note.text();
      return Vectors.packed(embedding.of(all.isBlank() ? SAYS_NOTHING : all));
    }
    if (note.text().isBlank()) {
      return before;
    }
    return Vectors.between(before, Vectors.packed(embedding.of(note.text())));
  }

  int waiting() {
    return queue.size();
  }

  @Override
  public void close() {
    queue.close();
    thread.interrupt();
  }
}
