package dev.errand.sandbox.graph.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A file on disk that grows at its end. It goes with the process. */
final class Spool {

  private final Path path;
  private final MessageDigest digest = Content.digest();
  private long size;

  Spool() {
    try {
      path = Files.createTempFile("errand-sandbox-upload", ".bin");
    } catch (IOException noDisk) {
      throw new UncheckedIOException(noDisk);
    }
    path.toFile().deleteOnExit();
  }

  /** A file that no longer grows. */
  public record Kept(Path path, long size, String sha256) {}

  void append(byte[] bytes) {
    try {
      Files.write(path, bytes, StandardOpenOption.APPEND);
    } catch (IOException noDisk) {
      throw new UncheckedIOException(noDisk);
    }
    digest.update(bytes);
    size += bytes.length;
  }

  long size() {
    return size;
  }

  Kept keep() {
    return new Kept(path, size, HexFormat.of().formatHex(digest.digest()));
  }

  void discard() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException busy) {
      // It goes with the process.
    }
  }
}
