package dev.errand.sandbox.graph.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A file on disk that grows at its end. It goes when nobody has it any more. */
public final class Spool {

  private static final Cleaner CLEANER = Cleaner.create();

  private final Path path;
  private final Cleaner.Cleanable file;
  private final MessageDigest digest = Content.digest();
  private String sha256 = "";
  private long size;

  Spool() {
    try {
      path = Files.createTempFile("errand-sandbox-upload", ".bin");
    } catch (IOException noDisk) {
      throw new UncheckedIOException(noDisk);
    }
    path.toFile().deleteOnExit();
    file = CLEANER.register(this, new Delete(path));
  }

  /** Knows the path and not the spool, which would live for ever otherwise. */
  private record Delete(Path path) implements Runnable {
    @Override
    public void run() {
      try {
        Files.deleteIfExists(path);
      } catch (IOException busy) {
        // It goes with the process.
      }
    }
  }

  void append(byte[] bytes) {
    try {
      Files.write(path, bytes, StandardOpenOption.APPEND);
    } catch (IOException noDisk) {
      throw new UncheckedIOException(noDisk);
    }
    digest.update(bytes);
    size += bytes.length;
  }

  /** Ends its growth. */
  Spool close() {
    sha256 = HexFormat.of().formatHex(digest.digest());
    return this;
  }

  public Path path() {
    return path;
  }

  long size() {
    return size;
  }

  /** 64 hex digits, once it is closed. */
  String sha256() {
    return sha256;
  }

  void discard() {
    file.clean();
  }
}
