package dev.errand.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ports that are free stay free until whoever asked takes them. */
class FreePortTest {

  @Test
  void noneThatAConnectionMayHaveByThenAndNoneTwice() {
    assertThat(IntStream.range(0, 500).mapToObj(_ -> FreePort.any()))
        .doesNotHaveDuplicates()
        .allMatch(port -> port >= FreePort.LOWEST && port < 32_768);
  }

  @Test
  void noneThatSomebodyListensOn() throws IOException {
    int next = FreePort.any() + 1;
    try (ServerSocket _ = new ServerSocket(next, 1, InetAddress.getLoopbackAddress())) {
      assertThat(FreePort.any()).isNotEqualTo(next);
    } catch (BindException somebodyElse) {
      assertThat(FreePort.any()).isNotEqualTo(next);
    }
  }
}
