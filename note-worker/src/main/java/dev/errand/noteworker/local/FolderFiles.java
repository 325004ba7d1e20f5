package dev.errand.noteworker.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/**
 * How notes become files in one person's folder: written beside their place, and then given their
 * name, so that each is there whole or not at all, and none of somebody else is replaced.
 */
final class FolderFiles {

  /** Four bytes for each of a million characters: ten times the longest note that is written. */
  static final int LARGEST = 4_000_000;

  private static final Path NOWHERE = Path.of("");

  private final Path folder;
  private final Disk disk;

  /** A person or a program of theirs stored the file between our look and our step. */
  static final class ChangedMeanwhile extends IOException {
    private ChangedMeanwhile() {
      super("The file was changed by somebody else just now");
    }
  }

  FolderFiles(Path folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  byte[] read(Path file) throws IOException {
    return disk.read(file, LARGEST + 1);
  }

  /** Its text as far as it is UTF-8, up to so many bytes; other bytes are shown as signs. */
  FrontMatter show(Path file) throws IOException {
    return FrontMatter.read(new String(disk.read(file, LARGEST), StandardCharsets.UTF_8));
  }

  /**
   * What a file says that is to be changed.
   *
   * @throws dev.errand.pipeline.OperationStopped if it cannot be changed without harm
   */
  static FrontMatter strictly(byte[] bytes) {
    if (bytes.length > LARGEST) {
      throw Refusals.tooLarge();
    }
    try {
      return FrontMatter.read(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException other) {
      throw Refusals.notUtf8();
    }
  }

  /**
   * What is written for it.
   *
   * @throws dev.errand.pipeline.OperationStopped if that is too large
   */
  static byte[] bytes(FrontMatter file) {
    byte[] bytes = file.whole().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LARGEST) {
      throw Refusals.tooLarge();
    }
    return bytes;
  }

  /** A new file of that name, or of one like it. */
  Path make(byte[] bytes, String title) throws IOException {
    return place(write(bytes), folder, name(title) + ".md");
  }

  /** Writes a file anew, unless it is another one by now than it was. */
  void replace(Path file, byte[] former, byte[] bytes) throws IOException {
    Path written = write(bytes);
    if (!Arrays.equals(read(file), former)) {
      throw new ChangedMeanwhile();
    }
    disk.replace(written, file);
  }

  /** Moves a file to its place in the trash, or back. */
  Path move(Path file, Path place, boolean intoTrash) throws IOException {
    Path target = intoTrash ? folder.resolve(ScanFolder.TRASH) : folder;
    disk.folder(target);
    for (Path part : Objects.requireNonNullElse(place.getParent(), NOWHERE)) {
      target = target.resolve(part.toString());
      disk.folder(target);
    }
    return place(file, target, place.getFileName().toString());
  }

  /** In plain letters where this machine's names know no others. */
  private String name(String title) {
    try {
      String slug = Slug.of(title);
      var _ = folder.resolve(slug);
      return slug;
    } catch (InvalidPathException unknownLetters) {
      return Slug.plain(title);
    }
  }

  /** Gives a file a free name in a folder. */
  private Path place(Path file, Path target, String name) throws IOException {
    int dot = name.lastIndexOf('.');
    for (int copy = 1; ; copy++) {
      Path free =
          target.resolve(
              copy == 1 ? name : name.substring(0, dot) + "-" + copy + name.substring(dot));
      try {
        if (!Files.exists(free, LinkOption.NOFOLLOW_LINKS)) {
          disk.move(file, free);
          return free;
        }
      } catch (FileAlreadyExistsException taken) {
        // The next name, then.
      }
    }
  }

  private Path write(byte[] bytes) throws IOException {
    Path written = folder.resolve(FolderLock.OWN).resolve(UUID.randomUUID() + FolderLock.SPARE);
    disk.write(written, bytes);
    return written;
  }
}
