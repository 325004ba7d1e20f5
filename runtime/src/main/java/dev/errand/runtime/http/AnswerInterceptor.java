package dev.errand.runtime.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Reads the whole answer before anyone looks at it, and tells the three ends of a call apart. */
final class AnswerInterceptor implements ClientHttpRequestInterceptor {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Clock clock;

  AnswerInterceptor(Clock clock) {
    this.clock = clock;
  }

  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
    Traceparent.forCall().ifPresent(trace -> request.getHeaders().set(Traceparent.HEADER, trace));
    return success(() -> execution.execute(request, body));
  }

  /** What sends a request. */
  @FunctionalInterface
  interface Exchange {
    ClientHttpResponse send() throws IOException;
  }

  /** The whole answer to a request, if it is a success. */
  Answer success(Exchange exchange) {
    try (ClientHttpResponse response = exchange.send()) {
      Answer answer = Answer.read(response);
      if (!answer.getStatusCode().is2xxSuccessful()) {
        throw failure(answer);
      }
      return answer;
    } catch (IOException thrown) {
      throw noAnswer(thrown);
    }
  }

  /** Reads an answer only if it is none. */
  void requireSuccess(ClientHttpResponse response) throws IOException {
    if (!response.getStatusCode().is2xxSuccessful()) {
      throw failure(Answer.read(response));
    }
  }

  private HttpFailure failure(Answer answer) {
    return new HttpFailure(
        answer.status().value(),
        answer.headers(),
        json(answer.bytes()),
        RetryAfter.read(answer.headers().getFirst(HttpHeaders.RETRY_AFTER), clock));
  }

  static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException notJson) {
      return MissingNode.getInstance();
    }
  }

  static NoAnswer noAnswer(IOException thrown) {
    return switch (thrown) {
      case ConnectTimeoutException _, ConnectionRequestTimeoutException _ ->
          new NoAnswer(false, "no connection in time");
      case ConnectException _, NoRouteToHostException _, UnknownHostException _ ->
          new NoAnswer(false, "no connection");
      case SSLHandshakeException _ -> new NoAnswer(false, "the TLS handshake failed");
      case SocketTimeoutException _ -> new NoAnswer(true, "no answer in time");
      case Answer.TooLong _ -> new NoAnswer(true, "the answer was longer than 32 MB");
      default -> new NoAnswer(true, "the connection broke");
    };
  }
}
