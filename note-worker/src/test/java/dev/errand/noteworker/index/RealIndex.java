package dev.errand.noteworker.index;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.runtime.index.Seen;
import dev.errand.runtime.index.Shelf;
import dev.errand.runtime.index.Shelves;
import dev.errand.runtime.index.StoredIndex;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.TestDatabase;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The index on a real PostgreSQL with the real model, as the worker has it; one for the module. */
public final class RealIndex {

  private static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final HikariDataSource WORKER = DATABASE.as("errand_worker");
  private static final StoredIndex STORE = new StoredIndex(Acting.in(WORKER), WORKER);

  /** Searches wait for the model as long as it takes: what they find is what tests are about. */
  private static final IndexedNotes INDEX =
      new IndexedNotes(STORE, loaded(), Duration.ofSeconds(20));

  private RealIndex() {}

  private static Embedding loaded() {
    Embedding model = new LocalModel();
    var _ = model.of("loads it");
    return model;
  }

  public static NoteIndex index() {
    return INDEX;
  }

  static IndexedNotes with(Embedding embedding) {
    return new IndexedNotes(STORE, embedding);
  }

  static IndexedNotes with(Embedding embedding, Duration patience) {
    return new IndexedNotes(STORE, embedding, patience);
  }

  /** Somebody who has connected. */
  public static Shelf connected(UserId user, UUID connection) {
    return Shelves.make(DATABASE.sql(), user, connection);
  }

  /** Whether all of their notes were read for their meaning. */
  public static boolean isRead(Shelf shelf) {
    return STORE.unread(shelf, 1).isEmpty();
  }

  /** As if none of them had been seen at Notion for three weeks. */
  public static void letTimePass(Shelf shelf) {
    var _ =
        DATABASE
            .sql()
            .sql("update note_index set seen_on = seen_on - 21 where user_id = :user")
            .param("user", shelf.user().value())
            .update();
  }

  /** As after the loss of the table. */
  public static void lose(Shelf shelf) {
    var _ =
        DATABASE
            .sql()
            .sql("delete from note_index where user_id = :user")
            .param("user", shelf.user().value())
            .update();
  }

  /** How many notes are in the index, in the trash or not. */
  public static long count(Shelf shelf) {
    return STORE.count(shelf);
  }

  static int vectors(Shelf shelf) {
    List<Seen> read = new ArrayList<>();
    STORE.look(
        shelf,
        note -> {
          if (note.vector() != null) {
            read.add(note);
          }
        },
        List::of);
    return read.size();
  }
}
