package dev.errand.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalKeyWrapperTest extends KeyWrapperContract {

  @TempDir Path directory;

  @Override
  protected KeyWrapper wrapper() {
    return LocalKeyWrapper.open(file());
  }

  private Path file() {
    return directory.resolve("keys/local.json");
  }

  @Test
  void theFileIsMadeForItsOwnerOnly() throws IOException {
    wrapper();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    try (var files = Files.list(file().getParent())) {
      assertThat(files).containsExactly(file());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-", "rwx------", "r--------"})
  void aFileWithAnyOtherModeIsRefused(String mode) throws IOException {
    wrapper();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));

    assertThatIllegalStateException().isThrownBy(this::wrapper).withMessageContaining("chmod 600");
  }

  @Test
  void processesThatStartTogetherUseOneKeyset() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<KeyWrapper>> starts =
          IntStream.range(0, 20).<Callable<KeyWrapper>>mapToObj(_ -> this::wrapper).toList();
      WrappedKey wrapped = null;
      for (Future<KeyWrapper> started : threads.invokeAll(starts)) {
        wrapped =
            wrapped == null ? started.get().wrap(World.ALICE, new byte[DataKey.BYTES]) : wrapped;
        assertThat(started.get().unwrap(World.ALICE, wrapped)).hasSize(DataKey.BYTES);
      }
    }
  }
}
