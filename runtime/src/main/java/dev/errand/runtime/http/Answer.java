package dev.errand.runtime.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** An answer that is here to its end. */
record Answer(HttpStatusCode status, HttpHeaders headers, byte[] bytes)
    implements ClientHttpResponse {

  /** No answer we ask for is longer: Graph mails and Notion pages are under 5 MB. */
  private static final int LONGEST = 32 * 1024 * 1024;

  /** Whoever sends so much is not the one we mean. */
  static final class TooLong extends IOException {

    private static final long serialVersionUID = 1;

    TooLong() {
      super("The answer is longer than 32 MB");
    }
  }

  /**
   * Reads all of it.
   *
   * @throws TooLong if there is more than 32 MB
   */
  static Answer read(ClientHttpResponse response) throws IOException {
    HttpHeaders headers = new HttpHeaders();
    headers.putAll(response.getHeaders());
    byte[] bytes = response.getBody().readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw new TooLong();
    }
    return new Answer(response.getStatusCode(), headers, bytes);
  }

  @Override
  public HttpStatusCode getStatusCode() {
    return status;
  }

  @Override
  public String getStatusText() {
    return "";
  }

  @Override
  public InputStream getBody() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public HttpHeaders getHeaders() {
    return headers;
  }

  @Override
  public void close() {}
}
