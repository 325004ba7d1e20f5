package dev.errand.mailworker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.mailworker.graph.GraphUploads.Progress;
import dev.errand.pipeline.Trace;
import dev.errand.runtime.http.HttpFailure;
import dev.errand.runtime.http.NoAnswer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to a session, and what of its answers is believed. */
class UploadRangesTest {

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

  private static Progress send(long from) {
    return uploads.send(graph.session(), new byte[100], from, 1_000);
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
    assertThat(Trace.carry(trace, () -> uploads.ask(graph.session()))).hasValue(300);
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
    assertThat(uploads.ask(graph.session())).isEmpty();
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
    assertThat(uploads.ask(graph.session())).isEmpty();
  }
}
