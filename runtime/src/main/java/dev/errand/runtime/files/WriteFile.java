package dev.errand.runtime.files;

import dev.errand.connections.FileKey;
import dev.errand.runtime.files.Parts.Written;
import dev.errand.runtime.files.StoredRows.Begun;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Brings a file into the tables. It is to be seen when it is whole; of one that does not get so far
 * nothing stays. Thread-safe.
 */
final class WriteFile {

  private static final Logger log = LoggerFactory.getLogger(WriteFile.class);

  private final StoredRows rows;
  private final Parts parts;
  private final long largest;

  WriteFile(StoredRows rows, Parts parts, FileSettings settings) {
    this.rows = rows;
    this.parts = parts;
    this.largest = settings.largest().toBytes();
  }

  Brought write(Begun file, FileKey key, InputStream content) throws IOException {
    return switch (rows.begin(file)) {
      case BEGUN -> written(file, key, content);
      case NO_ROOM -> new Brought.NoRoom();
      case GONE -> new Brought.Gone();
    };
  }

  private Brought written(Begun file, FileKey key, InputStream content) throws IOException {
    boolean whole = false;
    try {
      Brought brought =
          switch (parts.write(file.user(), key, file.id(), content, largest)) {
            case Written.Whole(long size) -> finished(file, size);
            case Written.TooLarge() -> new Brought.TooLarge();
            case Written.Gone() -> new Brought.Gone();
          };
      whole = brought instanceof Brought.Here;
      return brought;
    } finally {
      if (!whole) {
        forget(file);
      }
    }
  }

  private Brought finished(Begun file, long size) {
    if (file.size() > 0 && file.size() != size) {
      return new Brought.OtherLength();
    }
    return rows.finish(file.user(), file.id(), size)
        .<Brought>map(Brought.Here::new)
        .orElseGet(() -> notFinished(file));
  }

  /** Whoever removed it meanwhile is told apart from a lack of room by what is left. */
  private Brought notFinished(Begun file) {
    return rows.discard(file.user(), file.id()) ? new Brought.NoRoom() : new Brought.Gone();
  }

  private void forget(Begun file) {
    try {
      var _ = rows.discard(file.user(), file.id());
    } catch (DataAccessException | TransactionException away) {
      log.debug("What was half made stays until it expires", away);
    }
  }
}
