package dev.errand.noteworker.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  @TempDir Path folder;

  private final Disk disk = new RealDisk();

  /** Of which the system's own lock knows nothing, and would be opened by. */
  @Test
  void whoeverAsksInTheSameProcessOpensItForNobodyElse() throws Exception {
    FolderLock lock = FolderLock.take(folder, disk).orElseThrow();
    assertThat(FolderLock.take(folder, disk)).isEmpty();
    assertThat(FolderLock.take(folder.resolve("../" + folder.getFileName()), disk)).isEmpty();
    assertThat(anotherProcessHasIt()).isFalse();
    lock.close();
    assertThat(anotherProcessHasIt()).isTrue();
    Optional<FolderLock> again = FolderLock.take(folder, disk);
    assertThat(again).isPresent();
    again.get().close();
  }

  private boolean anotherProcessHasIt() throws IOException, InterruptedException {
    return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Another.class.getName(),
                folder.resolve(".errand/lock").toString())
            .inheritIO()
            .start()
            .waitFor()
        == Another.HAS_IT;
  }

  /** What another process does. */
  static final class Another {

    static final int HAS_IT = 7;

    private Another() {}

    public static void main(String[] arguments) throws IOException {
      try (FileChannel channel =
          FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
        System.exit(channel.tryLock() == null ? 0 : HAS_IT);
      }
    }
  }
}
