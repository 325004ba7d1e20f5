package dev.errand.noteworker.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty thousand files are looked at for one command; little of each is kept. */
class ScanFolderTest {

  @TempDir Path folder;

  private final Disk disk = new RealDisk();

  @Test
  void whatIsKeptOfAFileDoesNotGrowWithIt() throws IOException {
    String front = "---\nid: " + UUID.randomUUID() + "\ntitle: A title\ntags: [a, b]\n---\n";
    NoteFile small = scanned("a.md", front + "text");
    NoteFile large = scanned("a.md", front + "# heading\n" + "text ".repeat(100_000));
    assertThat(kept(large)).isEqualTo(kept(small)).isLessThan(300);
  }

  /** With the longest front matter that is read, of a file that is a line without an end. */
  @Test
  void whateverStandsInAFileWhatIsKeptOfItIsBounded() throws IOException {
    String list = "a: [" + "x, ".repeat(4_000) + "x]\n";
    String marks = "errand: [" + "0123456789abcdef-1, ".repeat(150) + "x]\n";
    assertThat(kept(scanned("a.md", "---\n" + list + marks + "---\ntext"))).isLessThan(500);
    assertThat(kept(scanned("b.md", "---\ntitle: " + "x".repeat(15_000) + "\n---\n")))
        .isLessThan(2_200);
    assertThat(kept(scanned("c.md", "# " + "😀".repeat(100_000)))).isLessThan(2_200);
    assertThat(kept(scanned("d.md", "---\na: b: c\n" + "id: x\n".repeat(2_000) + "---\n")))
        .isLessThan(300);
  }

  /** What is not to be read is not a reason to read nothing. */
  @Test
  void aFileThatMayNotBeReadIsNoNoteAndIsTold() throws IOException {
    Files.writeString(folder.resolve("a.md"), "mine");
    Files.writeString(folder.resolve("b.md"), "somebody's");
    Disk closed =
        new ForwardingDisk(disk) {
          @Override
          public byte[] read(Path file, int most) throws IOException {
            if (file.endsWith("b.md")) {
              throw new AccessDeniedException(file.toString());
            }
            return super.read(file, most);
          }
        };
    ScanFolder.Found found = new ScanFolder(folder, closed, place -> place).look();
    assertThat(found.notes()).extracting(NoteFile::place).containsExactly("a.md");
    assertThat(found.closed()).containsExactly("b.md");
  }

  /** Tests may run as somebody who may read everything: this is what others are told. */
  @Test
  void aFolderThatMayNotBeLookedIntoIsTold() throws IOException {
    Files.writeString(folder.resolve("a.md"), "mine");
    for (String name : List.of("work/secret", "work/went", "work/.secret")) {
      Files.createDirectories(folder.resolve(name));
      Files.writeString(folder.resolve(name).resolve("b.md"), "somebody's");
    }
    ScanFolder.Found found = new ScanFolder(folder, closed(), place -> place).look();
    assertThat(found.notes()).extracting(NoteFile::place).containsExactly("a.md");
    assertThat(found.closed()).containsExactly("work/secret");
  }

  private Disk closed() {
    return new ForwardingDisk(disk) {
      @Override
      public void walk(Path root, int deepest, FileVisitor<Path> visitor) throws IOException {
        super.walk(
            root,
            deepest,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes facts)
                  throws IOException {
                String name = path.getFileName().toString();
                if (name.endsWith("secret") || name.equals("went")) {
                  return refused(path, name);
                }
                return visitor.preVisitDirectory(path, facts);
              }

              private FileVisitResult refused(Path path, String name) throws IOException {
                var _ =
                    visitor.visitFileFailed(
                        path,
                        name.equals("went")
                            ? new NoSuchFileException(path.toString())
                            : new AccessDeniedException(path.toString()));
                return FileVisitResult.SKIP_SUBTREE;
              }

              @Override
              public FileVisitResult visitFile(Path path, BasicFileAttributes facts)
                  throws IOException {
                return visitor.visitFile(path, facts);
              }
            });
      }
    };
  }

  private NoteFile scanned(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return new ScanFolder(folder, disk, place -> place)
        .look().notes().stream()
            .filter(note -> note.place().equals(name))
            .findFirst()
            .orElseThrow();
  }

  /** Characters, of all texts that can be reached from it but for where it lies. */
  private static int kept(@Nullable Object part) {
    return switch (part) {
      case null -> 0;
      case String text -> text.length();
      case List<?> list -> list.stream().mapToInt(ScanFolderTest::kept).sum();
      case Record record -> {
        int sum = 0;
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          sum += kept(value(record, component));
        }
        yield sum;
      }
      case Path _, Instant _, Number _, Boolean _ -> 0;
      default -> throw new AssertionError("It keeps a " + part.getClass());
    };
  }

  private static @Nullable Object value(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(impossible.getMessage(), impossible);
    }
  }
}
