package dev.errand.noteworker.index;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.runtime.index.Shelf;
import dev.errand.runtime.index.Shelves;
import dev.errand.runtime.index.StoredIndex;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.TestDatabase;
import dev.errand.schemas.UserId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The index on a real PostgreSQL with the real model, as the worker has it; one for the module. */
public final class RealIndex {

  private static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final HikariDataSource WORKER = DATABASE.as("errand_worker");
  private static final StoredIndex STORE =
      new StoredIndex(Acting.in(WORKER), JdbcClient.create(WORKER));
  private static final IndexedNotes INDEX = new IndexedNotes(STORE, new LocalModel());

  private RealIndex() {}

  public static NoteIndex index() {
    return INDEX;
  }

  static IndexedNotes with(Embedding embedding) {
    return new IndexedNotes(STORE, embedding);
  }

  /** Somebody who has connected. */
  public static Shelf connected(UserId user, UUID connection) {
    return Shelves.make(DATABASE.sql(), user, connection);
  }

  /** Whether all of their notes were read for their meaning. */
  public static boolean isRead(Shelf shelf) {
    return STORE.unread(shelf, 1).isEmpty();
  }

  static long vectors(Shelf shelf) {
    AtomicInteger vectors = new AtomicInteger();
    STORE.look(
        shelf,
        List.of(),
        1,
        seen -> {
          vectors.set(seen.vectors().length / 400);
          return List.of();
        });
    return vectors.get();
  }
}
