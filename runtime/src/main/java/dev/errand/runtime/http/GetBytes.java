package dev.errand.runtime.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Fetches what is too large to be held: whoever asks reads it as it comes, within the time that was
 * set for the largest. What is not read to its end is not read on; its connection is thrown away.
 *
 * <p>It fails as the typed clients do, also while it is read. For all threads.
 */
public final class GetBytes {

  private final ClientHttpRequestFactory requests;
  private final AnswerInterceptor answers;

  GetBytes(ClientHttpRequestFactory requests, AnswerInterceptor answers) {
    this.requests = requests;
    this.answers = answers;
  }

  /** What is done with the bytes while they come. */
  @FunctionalInterface
  public interface Reading<T> {

    /**
     * Reads them.
     *
     * @throws IOException of the body only: it is told as no answer
     */
    T read(InputStream body) throws IOException;
  }

  /** One GET request; its success is status 200. */
  public <T> T get(URI address, HttpHeaders headers, Reading<T> reading) {
    try {
      ClientHttpRequest request = requests.createRequest(address, HttpMethod.GET);
      request.getHeaders().putAll(headers);
      Traceparent.forCall().ifPresent(trace -> request.getHeaders().set(Traceparent.HEADER, trace));
      try (ClientHttpResponse response = request.execute()) {
        answers.requireSuccess(response);
        if (!response.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
          throw new NoAnswer(true, "the answer was not the documented one");
        }
        return reading.read(response.getBody());
      }
    } catch (IOException thrown) {
      throw AnswerInterceptor.noAnswer(thrown);
    }
  }
}
