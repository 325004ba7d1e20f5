package dev.errand.noteworker.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a person's folder for one command: a worker that was taken for dead and wakes up does not
 * write between the steps of its successor. The system opens the lock when a process ends.
 */
final class FolderLock implements AutoCloseable {

  /** What is ours alone, in a person's folder. */
  static final String OWN = ".errand";

  /** The ending of files that are being written, or were when a worker died. */
  static final String SPARE = ".tmp";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** The lock, and a folder with what is needed to write; empty if somebody else has it. */
  static Optional<FolderLock> take(Path folder, Disk disk) throws IOException {
    Path own = folder.resolve(OWN);
    disk.folder(folder);
    disk.folder(own);
    FileChannel channel =
        FileChannel.open(
            own.resolve("lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    if (!isLocked(channel)) {
      channel.close();
      return Optional.empty();
    }
    removeSpares(own);
    return Optional.of(new FolderLock(channel));
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      return false;
    }
  }

  private static void removeSpares(Path own) throws IOException {
    try (DirectoryStream<Path> spares = Files.newDirectoryStream(own, "*" + SPARE)) {
      for (Path spare : spares) {
        Files.deleteIfExists(spare);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
