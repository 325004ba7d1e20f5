package dev.errand.noteworker.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Looks through a person's folder for notes: Markdown files at any depth, those in the trash last.
 *
 * <ol>
 *   <li>No link is followed, and no folder is looked into whose name begins with a dot.
 *   <li>Of each file the beginning is read, whatever its size and its encoding, and little of that
 *       is kept: of ordinary notes less than a thousand bytes each.
 *   <li>If two files have the same id, as after a person copied one, the one with the shorter name
 *       keeps it; the other has one made of its place, as have files without an id. No such id is
 *       one that is written in another file.
 * </ol>
 */
final class ScanFolder {

  static final String TRASH = ".trash";

  /** Of these no more are made: a person writes some thousand notes in a life. */
  static final int MOST_FILES = 20_000;

  /** A person may put more there; those that are there are still notes. */
  private static final int MOST_LOOKED_AT = 25_000;

  private static final int DEEPEST = 12;

  /** Of the longest front matter that is read, with four bytes for each of its characters. */
  private static final int BEGINNING = 4 * FrontMatter.LONGEST;

  /** As they are looked through: what lives before what is in the trash. */
  static final Comparator<NoteFile> ORDER =
      Comparator.comparing(NoteFile::inTrash)
          .thenComparingInt(file -> file.place().length())
          .thenComparing(NoteFile::place);

  private final Path folder;
  private final Disk disk;
  private final UnaryOperator<String> idOfPlace;
  private final List<NoteFile> found = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();

  /** Files beyond the most that are looked at were there. */
  static final class TooMany extends IOException {
    private TooMany() {
      super("There are more files than are looked at");
    }
  }

  /**
   * What there is.
   *
   * @param closed where files lie that may not be read, and so are no notes; or folders, with all
   *     in them
   */
  record Found(List<NoteFile> notes, List<String> closed) {}

  ScanFolder(Path folder, Disk disk, UnaryOperator<String> idOfPlace) {
    this.folder = folder;
    this.disk = disk;
    this.idOfPlace = idOfPlace;
  }

  Found look() throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      walk(folder, false);
      if (Files.isDirectory(folder.resolve(TRASH), LinkOption.NOFOLLOW_LINKS)) {
        walk(folder.resolve(TRASH), true);
      }
    }
    found.sort(ORDER);
    return new Found(named(), closed);
  }

  /** An id that is written somewhere is nobody else's, also if it was made of their place. */
  private List<NoteFile> named() {
    Set<String> taken = new HashSet<>();
    Set<NoteFile> owners = new HashSet<>();
    for (NoteFile file : found) {
      if (file.beginning().id() != null && taken.add(file.beginning().id())) {
        owners.add(file);
      }
    }
    return found.stream()
        .map(
            file ->
                file.withId(
                    owners.contains(file)
                        ? Objects.requireNonNull(file.beginning().id())
                        : ofPlace(file, taken)))
        .toList();
  }

  private String ofPlace(NoteFile file, Set<String> taken) {
    String id = idOfPlace.apply(file.place());
    for (int copy = 2; !taken.add(id); copy++) {
      id = idOfPlace.apply(file.place() + "\0" + copy);
    }
    return id;
  }

  private void walk(Path root, boolean inTrash) throws IOException {
    disk.walk(
        root,
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

          // It went while we looked, or is not ours to read. What cannot be looked into at all is
          // not taken for empty.
          @Override
          public FileVisitResult visitFileFailed(Path path, IOException failed) throws IOException {
            if (path.equals(root)) {
              throw failed;
            }
            if (!(failed instanceof NoSuchFileException)
                && !path.getFileName().toString().startsWith(".")) {
              closed.add(place(root, path));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static String place(Path root, Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }

  private static boolean isMarkdown(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".md") && !name.startsWith(".");
  }

  private void add(Path root, Path path, boolean inTrash, BasicFileAttributes facts)
      throws IOException {
    if (found.size() == MOST_LOOKED_AT) {
      throw new TooMany();
    }
    String place = place(root, path);
    try {
      String text = new String(disk.read(path, BEGINNING), StandardCharsets.UTF_8);
      found.add(
          new NoteFile(
              "",
              path,
              place,
              inTrash,
              Beginning.of(FrontMatter.read(text), path.getFileName().toString()),
              facts.size(),
              facts.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException went) {
      // It is not there any more.
    } catch (AccessDeniedException mayNot) {
      closed.add(place);
    }
  }
}
