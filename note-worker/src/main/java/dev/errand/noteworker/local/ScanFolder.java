package dev.errand.noteworker.local;

import dev.errand.noteworker.notion.PageId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Looks through a person's folder for notes: Markdown files at any depth, those in the trash last.
 *
 * <ol>
 *   <li>No link is followed, and no folder is looked into whose name begins with a dot.
 *   <li>Of each file the beginning is read, whatever its size and its encoding.
 *   <li>If two files have the same id, as after a person copied one, the one with the shorter name
 *       keeps it; the other has one made of its place, as have files without an id.
 * </ol>
 */
final class ScanFolder {

  static final String TRASH = ".trash";

  /** A person writes some thousand notes in a life. */
  private static final int MOST_FILES = 20_000;

  private static final int DEEPEST = 12;

  /** Of the longest front matter that is read, with four bytes for each of its characters. */
  private static final int BEGINNING = 4 * FrontMatter.LONGEST;

  private final Path folder;
  private final UnaryOperator<String> idOfPlace;
  private final List<Found> found = new ArrayList<>();

  /** Files beyond the most that are looked at were there. */
  static final class TooMany extends IOException {
    private TooMany() {
      super("There are more files than are looked at");
    }
  }

  private record Found(
      Path path, String place, boolean inTrash, FrontMatter front, BasicFileAttributes facts) {}

  ScanFolder(Path folder, UnaryOperator<String> idOfPlace) {
    this.folder = folder;
    this.idOfPlace = idOfPlace;
  }

  List<NoteFile> notes() throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    walk(folder, false);
    if (Files.isDirectory(folder.resolve(TRASH), LinkOption.NOFOLLOW_LINKS)) {
      walk(folder.resolve(TRASH), true);
    }
    found.sort(
        Comparator.comparing(Found::inTrash)
            .thenComparingInt(file -> file.place().length())
            .thenComparing(Found::place));
    Set<String> taken = new HashSet<>();
    return found.stream().map(file -> named(file, taken)).toList();
  }

  private NoteFile named(Found file, Set<String> taken) {
    String id =
        file.front()
            .id()
            .flatMap(PageId::read)
            .filter(taken::add)
            .orElseGet(() -> ofPlace(file, taken));
    return new NoteFile(
        id,
        file.path(),
        file.place(),
        file.inTrash(),
        file.front(),
        file.facts().size(),
        file.facts().lastModifiedTime().toInstant());
  }

  private String ofPlace(Found file, Set<String> taken) {
    String id = idOfPlace.apply(file.place());
    for (int copy = 2; !taken.add(id); copy++) {
      id = idOfPlace.apply(file.place() + "\0" + copy);
    }
    return id;
  }

  private void walk(Path root, boolean inTrash) throws IOException {
    Files.walkFileTree(
        root,
        EnumSet.noneOf(FileVisitOption.class),
        DEEPEST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes facts) {
            return !path.equals(root) && path.getFileName().toString().startsWith(".")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes facts)
              throws IOException {
            if (facts.isRegularFile() && isMarkdown(path)) {
              add(root, path, inTrash, facts);
            }
            return FileVisitResult.CONTINUE;
          }

          // It went while we looked, or is nobody's to read.
          @Override
          public FileVisitResult visitFileFailed(Path path, IOException failed) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isMarkdown(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".md") && !name.startsWith(".");
  }

  private void add(Path root, Path path, boolean inTrash, BasicFileAttributes facts)
      throws IOException {
    if (found.size() == MOST_FILES) {
      throw new TooMany();
    }
    try {
      String beginning = new String(bytes(path, BEGINNING), StandardCharsets.UTF_8);
      String place = root.relativize(path).toString().replace('\\', '/');
      found.add(new Found(path, place, inTrash, FrontMatter.read(beginning), facts));
    } catch (NoSuchFileException went) {
      // It is not there any more.
    }
  }

  /** Up to so many of a file's bytes, unless it is a link. */
  static byte[] bytes(Path path, int most) throws IOException {
    try (SeekableByteChannel channel =
        Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(most, channel.size()));
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // Until it is full, or the file ends.
      }
      return Arrays.copyOf(buffer.array(), buffer.position());
    }
  }
}
