package dev.errand.mailworker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.runtime.http.HttpFailure;
import dev.errand.runtime.http.ProviderHttp;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is fetched as it comes is asked for as everything else is. */
class GraphContentTest {

  @Test
  void oneRequestWithTheTokenTheIdsEncodedAndAnIdOfItsOwn() throws IOException {
    try (CannedGraph graph = new CannedGraph()) {
      graph.answer(200, Map.of(), "hello");
      byte[] read =
          content(graph).read(CannedGraph.token(), "m/1=", "a?+", InputStream::readAllBytes);
      assertThat(read).hasSize(5);
      CannedGraph.Asked asked = graph.last();
      assertThat(asked.method()).isEqualTo("GET");
      assertThat(asked.target())
          .isEqualTo("/graph/v1.0/me/messages/m%2F1%3D/attachments/a%3F%2B/$value");
      assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer canary-token");
      assertThat(asked.headers().getFirst("Prefer")).isEqualTo(GraphMailApi.IMMUTABLE_IDS);
      assertThat(UUID.fromString(asked.headers().getFirst("client-request-id")).version())
          .isEqualTo(4);
    }
  }

  @Test
  void whatGraphRefusesIsNotRead() throws IOException {
    try (CannedGraph graph = new CannedGraph()) {
      graph.answer(404, Map.of(), "{\"error\": {\"code\": \"ErrorItemNotFound\"}}");
      assertThatExceptionOfType(HttpFailure.class)
          .isThrownBy(
              () -> content(graph).read(CannedGraph.token(), "m", "a", InputStream::readAllBytes));
    }
  }

  private static GraphContent content(CannedGraph graph) {
    return new GraphContent(
        new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(5), Duration.ofSeconds(5)),
        graph.base());
  }
}
