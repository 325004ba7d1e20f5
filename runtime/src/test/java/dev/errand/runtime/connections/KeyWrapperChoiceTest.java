package dev.errand.runtime.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.errand.connections.KeyWrapper;
import dev.errand.runtime.connections.ConnectionsProperties.Keys;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyWrapperChoiceTest {

  @TempDir Path directory;

  @Test
  void aKeysetFileIsRefusedUnlessTheOperatorSaysSo() {
    assertThatIllegalStateException()
        .isThrownBy(() -> wrapper(directory.resolve("keyset"), false))
        .withMessageContaining("errand.keys.allow-local=true");
    assertThat(directory.resolve("keyset")).doesNotExist();
  }

  @Test
  void withoutAnyKeysNothingStarts() {
    assertThatIllegalStateException()
        .isThrownBy(() -> wrapper(null, true))
        .withMessageContaining("errand.keys.local-file");
  }

  @Test
  void aKeysetFileIsUsedWhereItIsAllowed() {
    KeyWrapper wrapper = wrapper(directory.resolve("keyset"), true);

    UserId alice = new UserId("alice");
    assertThat(wrapper.unwrap(alice, wrapper.wrap(alice, new byte[32]))).hasSize(32);
  }

  private static KeyWrapper wrapper(@Nullable Path file, boolean allowed) {
    return new ConnectionsAutoConfiguration()
        .keyWrapper(
            new ConnectionsProperties(
                URI.create("http://localhost:8080"),
                new ConnectionsProperties.Notion(URI.create("http://n.example"), null, null, false),
                new ConnectionsProperties.Microsoft(
                    URI.create("http://m.example"), "common", null, null),
                20,
                new Keys(null, file, allowed)));
  }
}
