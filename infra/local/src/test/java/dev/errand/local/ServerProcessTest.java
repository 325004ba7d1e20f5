package dev.errand.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

  @TempDir Path directory;

  @Test
  void itIsFoundAgainByAnotherJvmAndStopped() {
    process().start(List.of("sleep", "60"), Map.of());
    assertThat(process().running()).isPresent();
    process().stop(Duration.ofSeconds(5));
    assertThat(process().running()).isEmpty();
  }

  @Test
  void aProcessThatOnlyHasTheSameNumberIsNotOurs() throws IOException {
    Files.writeString(directory.resolve("server.pid"), ProcessHandle.current().pid() + " 1");
    assertThat(process().running()).isEmpty();
    process().kill();
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void oneThatDoesNotListenIsKilled() {
    process().start(List.of("sh", "-c", "trap '' TERM; while :; do sleep 1; done"), Map.of());
    process().stop(Duration.ofMillis(300));
    assertThat(process().running()).isEmpty();
  }

  @Test
  void oneThatEndsInsteadOfServingSaysItsLastWords() {
    ServerProcess process = process();
    process.start(List.of("sh", "-c", "echo no such database; exit 3"), Map.of());
    assertThatThrownBy(() -> process.awaitServing(Duration.ofSeconds(20), () -> false))
        .hasMessageContaining("ended")
        .hasMessageContaining("no such database");
  }

  private ServerProcess process() {
    return new ServerProcess("server", directory);
  }
}
