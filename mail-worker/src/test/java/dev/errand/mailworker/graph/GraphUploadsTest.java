package dev.errand.mailworker.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.mailworker.graph.GraphUploads.Opened;
import dev.errand.mailworker.graph.GraphUploads.Progress;
import dev.errand.pipeline.Trace;
import dev.errand.runtime.http.HttpFailure;
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

/** What goes to a session, and what of its answers is believed. */
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

  private static Secret url() {
    return Secret.of(
        graph
            .base()
            .resolve("/outlook/Users('u')/AttachmentSessions('s')?authtoken=canary-url")
            .toString());
  }

  private static Progress send(long from) {
    return uploads.send(url(), new byte[100], from, 1_000);
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
    graph.answer(201, Map.of(), "{\"uploadUrl\": \"" + url().reveal() + "\"}");
    Opened opened = uploads.open(CannedGraph.token(), "m/1=", FILE);
    assertThat(opened).isEqualTo(new Opened.Session(url()));
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

  @Test
  void aRangeIsSentWithNothingThatTellsWhoseItIs() {
    graph.answer(200, Map.of(), "{\"nextExpectedRanges\": [\"300\"]}");
    assertThat(send(200)).isEqualTo(new Progress.Next(300));
    assertThat(graph.last().method()).isEqualTo("PUT");
    assertThat(graph.last().body()).hasSize(100);
    assertThat(graph.last().headers().getFirst("Content-Range")).isEqualTo("bytes 200-299/1000");
    assertThat(graph.last().headers().getFirst("Content-Length")).isEqualTo("100");
    assertThat(graph.last().headers().keySet())
        .isSubsetOf(
            "Host",
            "User-agent",
            "Connection",
            "Accept-encoding",
            "Content-type",
            "Content-length",
            "Content-range");
  }

  /** Within the trace of a command. */
  @Test
  void aSessionIsAskedWithNothingThatTellsWhoseItIs() {
    graph.answer(200, Map.of(), "{\"nextExpectedRanges\": [\"300\"]}");
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    assertThat(Trace.carry(trace, () -> uploads.ask(url()))).hasValue(300);
    assertThat(graph.last().method()).isEqualTo("GET");
    assertThat(graph.last().headers().keySet())
        .isSubsetOf("Host", "User-agent", "Connection", "Accept", "Accept-encoding");
    assertThat(Trace.carry(trace, () -> send(200))).isEqualTo(new Progress.Next(300));
    assertThat(graph.last().headers().keySet()).doesNotContain("Traceparent");
  }

  @ParameterizedTest
  @CsvSource({"300, 300", "300-, 300", "250-999, 250", "0-, 0"})
  void aSessionSaysWhereItGoesOn(String told, long place) {
    graph.answer(200, Map.of(), "{\"nextExpectedRanges\": [\"" + told + "\", \"999-\"]}");
    assertThat(send(200)).isEqualTo(new Progress.Next(place));
  }

  @Test
  void theLastRangeMakesTheFileWhole() {
    graph.answer(201, Map.of("Location", "https://outlook.office.com/x"), "");
    assertThat(send(900)).isEqualTo(new Progress.Whole());
  }

  /** A proxy's page, a range that was not sent yet, an end in the middle. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | <html>Sign in</html>",
        "200 | ''",
        "200 | {\"nextExpectedRanges\": []}",
        "200 | {\"nextExpectedRanges\": [\"301\"]}",
        "200 | {\"nextExpectedRanges\": [\"1000\"]}",
        "200 | {\"nextExpectedRanges\": [\"-5\"]}",
        "200 | {\"nextExpectedRanges\": [\"99999999999999999999\"]}",
        "201 | ''",
        "202 | {\"nextExpectedRanges\": [\"300\"]}",
        "204 | ''"
      })
  void whatIsNotDocumentedIsNotBelieved(int status, String body) {
    graph.answer(status, Map.of(), body);
    assertThatThrownBy(() -> send(200))
        .isInstanceOfSatisfying(NoAnswer.class, no -> assertThat(no.maybeSent()).isTrue())
        .hasNoCause()
        .hasMessageNotContaining("canary");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410})
  void aSessionThatIsOverIsNoRefusalToThePerson(int status) {
    graph.answer(status, Map.of(), "{\"error\": {\"code\": \"InvalidAuthenticationToken\"}}");
    assertThat(send(200)).isEqualTo(new Progress.Gone());
    assertThat(uploads.ask(url())).isEmpty();
  }

  @Test
  void aRangeForAnotherPlaceSaysSo() {
    graph.answer(416, Map.of(), "");
    assertThat(send(200)).isEqualTo(new Progress.Elsewhere());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 308, 400, 408, 413, 429, 500, 503, 504, 507})
  void whateverElseIsSaidIsForThePolicyAndNoRedirectIsFollowed(int status) {
    graph.answer(status, Map.of("Location", "http://localhost:1/canary"), "");
    assertThatThrownBy(() -> send(200))
        .isInstanceOfSatisfying(
            HttpFailure.class, failure -> assertThat(failure.status()).isEqualTo(status))
        .hasMessageNotContaining("canary");
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 400, 401, 403, 404, 405, 408, 429, 500, 501, 503, 504})
  void aSessionNeedNotSayWhereItIs(int status) {
    graph.answer(status, Map.of(), "");
    assertThat(uploads.ask(url())).isEmpty();
  }
}
