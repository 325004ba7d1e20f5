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
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a person's folder for one command: a worker that was taken for dead and wakes up does not
 * write between the steps of its successor. The system opens the lock when a process ends.
 */
final class FolderLock implements AutoCloseable {

  /** What is ours alone, in a person's folder. */
  static final String OWN = ".errand";

  /** The ending of files that are being written, or were when a worker died. */
  static final String SPARE = ".tmp";

  /** Those of this process: its system opens a lock with any channel to the file that is closed. */
  private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /** The lock, and a folder with what is needed to write; empty if somebody else has it. */
  static Optional<FolderLock> take(Path folder, Disk disk) throws IOException {
    Path own = folder.resolve(OWN);
    disk.folder(folder);
    disk.folder(own);
    Path real = own.toRealPath();
    return HERE.add(real) ? ofThisProcess(real) : Optional.empty();
  }

  private static Optional<FolderLock> ofThisProcess(Path own) throws IOException {
    Optional<FolderLock> lock = Optional.empty();
    try {
      lock = ofTheSystem(own);
      return lock;
    } finally {
      if (lock.isEmpty()) {
        HERE.remove(own);
      }
    }
  }

  private static Optional<FolderLock> ofTheSystem(Path own) throws IOException {
    FileChannel channel =
        FileChannel.open(
            own.resolve("lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    try {
      if (isLocked(channel)) {
        removeSpares(own);
        return Optional.of(new FolderLock(own, channel));
      }
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
    channel.close();
    return Optional.empty();
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
    try {
      channel.close();
    } finally {
      HERE.remove(folder);
    }
  }
}
