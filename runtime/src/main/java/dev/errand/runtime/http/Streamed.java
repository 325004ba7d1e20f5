package dev.errand.runtime.http;

import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;

/** Requests whose body is written to the socket as it comes. */
final class Streamed {

  private Streamed() {}

  /**
   * Sends one.
   *
   * @param headers with the length of the body
   * @param body not to be repeated by anybody: no request is
   */
  static ClientHttpResponse send(
      ClientHttpRequestFactory requests,
      HttpMethod method,
      URI address,
      HttpHeaders headers,
      StreamingHttpOutputMessage.Body body)
      throws IOException {
    ClientHttpRequest request = requests.createRequest(address, method);
    request.getHeaders().putAll(headers);
    if (!(request instanceof StreamingHttpOutputMessage streaming)) {
      throw new IllegalStateException("The HTTP client cannot write a body as it comes");
    }
    streaming.setBody(body);
    return request.execute();
  }
}
