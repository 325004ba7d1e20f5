package dev.errand.runtime.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Puts bytes somewhere as they are: they are written to the socket from where they lie, and not
 * copied before, however many they are. Of the request nothing else is known to the receiver: no
 * token, no cookie, no trace.
 *
 * <p>It fails as the typed clients do. For all threads.
 */
public final class PutBytes {

  private final ClientHttpRequestFactory requests;
  private final AnswerInterceptor answers;

  PutBytes(ClientHttpRequestFactory requests, AnswerInterceptor answers) {
    this.requests = requests;
    this.answers = answers;
  }

  /**
   * One PUT request.
   *
   * @param address may hold a secret: it is in no exception
   * @param range as {@code bytes 0-9/100}
   */
  public Done put(URI address, String range, byte[] bytes) {
    Answer answer = answers.success(() -> send(address, range, bytes));
    return new Done(answer.status().value(), AnswerInterceptor.json(answer.bytes()));
  }

  /**
   * One GET request to where bytes are put, to hear how many are there. Just as little is known of
   * it.
   */
  public Done ask(URI address) {
    Answer answer = answers.success(() -> asked(address));
    return new Done(answer.status().value(), AnswerInterceptor.json(answer.bytes()));
  }

  private ClientHttpResponse asked(URI address) throws IOException {
    ClientHttpRequest request = requests.createRequest(address, HttpMethod.GET);
    request.getHeaders().setAccept(List.of(MediaType.APPLICATION_JSON));
    return request.execute();
  }

  private ClientHttpResponse send(URI address, String range, byte[] bytes) throws IOException {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.CONTENT_RANGE, range);
    headers.set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
    headers.setContentLength(bytes.length);
    return Streamed.send(requests, HttpMethod.PUT, address, headers, out -> out.write(bytes));
  }
}
