package dev.errand.e2e.canary;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
      bytes += Files.size(file);
      try (InputStream text = Files.newInputStream(file)) {
        search.in(text).forEach(hit -> finds.add(new Find(sink, place, hit)));
      }
      if (isCompressed(file)) {
        try (InputStream text = new GZIPInputStream(Files.newInputStream(file))) {
          search.in(text).forEach(hit -> finds.add(new Find(sink, place, hit)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** All files below a directory. */
  void at(Sink sink, String place, Path directory, Predicate<Path> wanted) {
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(file -> Files.isRegularFile(file) && wanted.test(file))
          .forEach(file -> at(sink, place, file));
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
