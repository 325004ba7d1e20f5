package dev.errand.mailworker.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.mailworker.graph.GraphUploads.Opened;
import dev.errand.mailworker.graph.GraphUploads.Progress;
import dev.errand.runtime.http.NoAnswer;
import dev.errand.schemas.Secret;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** How a file is attached at once, and how a session for a larger one is opened. */
class GraphUploadsTest {

  private static final NewUpload FILE = new NewUpload("a.pdf", 10_000_000, "application/pdf");

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static CannedGraph graph;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static GraphUploads uploads;

  @BeforeAll
  static void start() throws IOException {
    graph = new CannedGraph();
    uploads = graph.uploads();
  }

  @AfterAll
  static void stop() {
    graph.close();
  }

  /** It is written while it is sent, and yet says its length. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100_000})
  void aSmallFileIsAttachedAsDocumented(int size) {
    graph.answer(201, Map.of(), "{\"id\": \"x\"}");
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    uploads.attach(CannedGraph.token(), "m/1=", "Z\u00fcrich \"a\".txt", "text/plain", content);
    CannedGraph.Asked asked = graph.last();
    assertThat(asked.target()).isEqualTo("/graph/v1.0/me/messages/m%2F1%3D/attachments");
    assertThat(asked.headers().get("Authorization")).containsExactly("Bearer canary-token");
    assertThat(asked.headers().get("Prefer")).containsExactly("IdType=\"ImmutableId\"");
    assertThat(asked.headers().getFirst("client-request-id")).isNotBlank();
    assertThat(asked.headers().getFirst("Content-Length"))
        .isEqualTo(String.valueOf(asked.body().getBytes(UTF_8).length));
    JsonMapper json = JsonMapper.shared();
    assertThat(json.readTree(asked.body()))
        .isEqualTo(
            json.valueToTree(
                new NewAttachedFile(
                    "Z\u00fcrich \"a\".txt",
                    "text/plain",
                    Base64.getEncoder().encodeToString(content))));
  }

  @ParameterizedTest
  @CsvSource({"200, '{\"id\": \"x\"}'", "201, ''", "202, '{}'", "204, ''"})
  void anyOtherAnswerLeavesItInDoubtWhetherItIsAttached(int status, String body) {
    graph.answer(status, Map.of(), body);
    assertThatThrownBy(
            () -> uploads.attach(CannedGraph.token(), "m", "a", "text/plain", new byte[9]))
        .isInstanceOfSatisfying(NoAnswer.class, thrown -> assertThat(thrown.maybeSent()).isTrue());
  }

  @Test
  void aSessionIsOpenedAsDocumented() {
    graph.answer(201, Map.of(), "{\"uploadUrl\": \"" + graph.session().reveal() + "\"}");
    Opened opened = uploads.open(CannedGraph.token(), "m/1=", FILE);
    assertThat(opened).isEqualTo(new Opened.Session(graph.session()));
    assertThat(opened.toString()).doesNotContain("canary-url");
    assertThat(graph.last().target())
        .isEqualTo("/graph/v1.0/me/messages/m%2F1%3D/attachments/createUploadSession");
    assertThat(graph.last().body())
        .isEqualTo(
            "{\"AttachmentItem\":{\"attachmentType\":\"file\",\"name\":\"a.pdf\","
                + "\"size\":10000000,\"contentType\":\"application/pdf\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example/canary-url", "canary-url", "http://localhost:1/canary-url"})
  void anAddressElsewhereIsNoneForFiles(String address) {
    graph.answer(201, Map.of(), "{\"uploadUrl\": \"" + address + "\"}");
    assertThat(uploads.open(CannedGraph.token(), "m", FILE)).isEqualTo(new Opened.Elsewhere());
    String asked = graph.last().target();
    assertThat(uploads.send(Secret.of(address), new byte[100], 0, 1_000))
        .isEqualTo(new Progress.Gone());
    assertThat(uploads.ask(Secret.of(address))).isEmpty();
    assertThat(graph.last().target()).isEqualTo(asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"uploadUrl\": \"http://canary url\"}", "{}", "[]"})
  void whatIsNoAddressIsNoAnswerAndIsNotRepeatedToAnybody(String body) {
    graph.answer(201, Map.of(), body);
    assertThatThrownBy(() -> uploads.open(CannedGraph.token(), "m", FILE))
        .isInstanceOf(NoAnswer.class)
        .hasNoCause()
        .hasMessageNotContaining("canary");
  }

  @Test
  void aFileThatIsTooSmallForASessionIsToldSo() {
    graph.answer(
        400,
        Map.of(),
        "{\"error\": {\"code\": \"ErrorAttachmentSizeShouldNotBeLessThanMinimumSize\"}}");
    assertThat(uploads.open(CannedGraph.token(), "m", FILE)).isEqualTo(new Opened.TooSmall());
  }
}
