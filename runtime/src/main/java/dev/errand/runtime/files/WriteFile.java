package dev.errand.runtime.files;

import dev.errand.connections.FileKey;
import dev.errand.connections.FileKeys;
import dev.errand.connections.SealBroken;
import dev.errand.runtime.files.ComingRows.Beginning;
import dev.errand.runtime.files.ComingRows.Begun;
import dev.errand.runtime.files.Parts.Written;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Brings a file into the tables. It is to be seen when it is whole; of one that does not get so far
 * nothing stays. The key service is asked for nothing before there is room. Thread-safe.
 */
final class WriteFile {

  private static final Logger log = LoggerFactory.getLogger(WriteFile.class);

  private final ComingRows coming;
  private final StoredRows rows;
  private final Parts parts;
  private final FileKeys keys;
  private final long largest;

  WriteFile(ComingRows coming, StoredRows rows, Parts parts, FileKeys keys, FileSettings settings) {
    this.coming = coming;
    this.rows = rows;
    this.parts = parts;
    this.keys = keys;
    this.largest = settings.largest().toBytes();
  }

  Brought write(Begun file, InputStream content) throws IOException {
    return switch (begin(file)) {
      case BEGUN -> written(file, content);
      case NO_ROOM -> new Brought.NoRoom();
      case FULL -> new Brought.Full();
      case NO_KEY, GONE -> new Brought.Gone();
    };
  }

  /** Who brings something may have no key yet. For whom something is found had one to ask with. */
  private Beginning begin(Begun file) {
    Beginning first = coming.begin(file);
    if (first != Beginning.NO_KEY || file.purpose() == Purpose.DOWNLOAD) {
      return first;
    }
    var _ = keys.of(file.user());
    return coming.begin(file);
  }

  private Brought written(Begun file, InputStream content) throws IOException {
    boolean whole = false;
    try {
      Optional<FileKey> key = key(file);
      Brought brought = key.isPresent() ? written(file, key.get(), content) : new Brought.Gone();
      whole = brought instanceof Brought.Here;
      return brought;
    } finally {
      if (!whole) {
        forget(file);
      }
    }
  }

  /** Empty if it was destroyed meanwhile, and the file with it. */
  private Optional<FileKey> key(Begun file) {
    try {
      return Optional.of(keys.existing(file.user()));
    } catch (SealBroken broken) {
      if (rows.discard(file.user(), file.id())) {
        throw broken;
      }
      return Optional.empty();
    }
  }

  private Brought written(Begun file, FileKey key, InputStream content) throws IOException {
    return switch (parts.write(file.user(), key, file.id(), content, largest)) {
      case Written.Whole(long size) -> finished(file, size);
      case Written.TooLarge() -> new Brought.TooLarge();
      case Written.Gone() -> new Brought.Gone();
    };
  }

  private Brought finished(Begun file, long size) {
    if (file.purpose() == Purpose.UPLOAD && file.size() != size) {
      return new Brought.OtherLength();
    }
    return coming
        .finish(file.user(), file.id(), size)
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
