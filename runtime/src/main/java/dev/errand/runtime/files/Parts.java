package dev.errand.runtime.files;

import dev.errand.connections.FileKey;
import dev.errand.connections.FileKey.Place;
import dev.errand.connections.SealBroken;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Files as parts of 1 MiB, each sealed for its place. Of a file no more than two parts are in
 * memory at a time, and their sealed texts. Thread-safe.
 */
final class Parts {

  static final int SIZE = 1 << 20;

  private final StoredRows rows;
  private final ComingRows coming;

  Parts(StoredRows rows, ComingRows coming) {
    this.rows = rows;
    this.coming = coming;
  }

  /** How writing ended. */
  sealed interface Written {

    record Whole(long size) implements Written {}

    record TooLarge() implements Written {}

    /** Somebody removed it meanwhile. */
    record Gone() implements Written {}
  }

  /**
   * Writes the content to its end.
   *
   * @param largest so many bytes and a part more are read, and no further
   * @throws IOException of the content
   */
  Written write(UserId user, FileKey key, FileId file, InputStream content, long largest)
      throws IOException {
    byte[] part = content.readNBytes(SIZE);
    long size = part.length;
    for (int number = 0; size <= largest; number++) {
      byte[] next = part.length < SIZE ? new byte[0] : content.readNBytes(SIZE);
      boolean last = next.length == 0;
      byte[] sealed = key.seal(new Place(file.value(), number, last), part);
      if (!coming.write(user, file, number, sealed)) {
        return new Written.Gone();
      }
      if (last) {
        return new Written.Whole(size);
      }
      size += next.length;
      part = next;
    }
    return new Written.TooLarge();
  }

  /**
   * One part, opened; empty if somebody removed the file.
   *
   * @throws SealBroken if it is not what was written there
   */
  Optional<byte[]> read(UserId user, FileKey key, StoredFile file, int number) {
    boolean last = number == lastOf(file.size());
    return rows.read(user, file.id(), number)
        .map(bytes -> key.open(new Place(file.id().value(), number, last), bytes))
        .map(part -> ofItsLength(part, file, number));
  }

  private static byte[] ofItsLength(byte[] part, StoredFile file, int number) {
    if (part.length != Math.min(SIZE, file.size() - (long) number * SIZE)) {
      throw new SealBroken("A file is not as long as it says");
    }
    return part;
  }

  /** An empty file has one part, too. */
  private static int lastOf(long size) {
    return (int) Math.max(0, (size - 1) / SIZE);
  }
}
