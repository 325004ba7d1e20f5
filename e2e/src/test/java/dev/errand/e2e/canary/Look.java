package dev.errand.e2e.canary;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Looks for canaries at one place after the other, and keeps what it found. One thread. */
final class Look {

  private final Search search;
  private final List<Find> finds = new ArrayList<>();
  private long bytes;

  /**
   * Part of a canary at a place where somebody may read it.
   *
   * @param place of that kind: an app, a topic, a table
   */
  record Find(Sink sink, String place, Search.Hit hit) {

    Kind kind() {
      return hit.canary().kind();
    }

    boolean isLeak() {
      return kind() != Kind.PLANTED && !kind().mayBeIn(sink);
    }

    /** What it is and where, and what stands before it, but not the secret. */
    @Override
    public String toString() {
      return "%s (%s) in %s of %s at %d, behind: %s"
          .formatted(kind(), hit.encoding(), sink, place, hit.offset(), hit.before());
    }
  }

  Look(Search search) {
    this.search = search;
  }

  void at(Sink sink, String place, byte[] text) {
    bytes += text.length;
    search.in(text).forEach(hit -> finds.add(new Find(sink, place, hit)));
  }

  void at(Sink sink, String place, Path file) {
    try {
      read(sink, place, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Sink sink, String place, Path file) throws IOException {
    bytes += Files.size(file);
    try (InputStream text = Files.newInputStream(file)) {
      search.in(text).forEach(hit -> finds.add(new Find(sink, place, hit)));
    }
    if (isCompressed(file)) {
      try (InputStream text = new GZIPInputStream(Files.newInputStream(file))) {
        search.in(text).forEach(hit -> finds.add(new Find(sink, place, hit)));
      }
    }
  }

  /** All files below a directory. A server at work may take away one that was just listed. */
  void at(Sink sink, String place, Path directory, Predicate<Path> wanted) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (!Files.isRegularFile(file) || !wanted.test(file)) {
                return FileVisitResult.CONTINUE;
              }
              try {
                read(sink, place, file);
              } catch (NoSuchFileException e) {
                return visitFileFailed(file, e);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException && !file.equals(directory)) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isCompressed(Path file) throws IOException {
    try (InputStream begin = new BufferedInputStream(Files.newInputStream(file))) {
      return begin.read() == 0x1f && begin.read() == 0x8b;
    }
  }

  List<Find> finds() {
    return finds;
  }

  long bytes() {
    return bytes;
  }
}
