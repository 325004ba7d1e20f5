package dev.errand.runtime.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** An answer that is here to its end. */
record Answer(HttpStatusCode status, HttpHeaders headers, byte[] bytes)
    implements ClientHttpResponse {

  /** No answer we ask for is longer: Graph mails and Notion pages are under 5 MB. */
  private static final int LONGEST = 32 * 1024 * 1024;

  /** For a server that sends a few bytes now and then; the silences are bounded by the socket. */
  private static final Duration LONGEST_TIME = Duration.ofMinutes(2);

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
   * @throws SocketTimeoutException if it has no end after two minutes
   */
  static Answer read(ClientHttpResponse response) throws IOException {
    HttpHeaders headers = new HttpHeaders();
    headers.putAll(response.getHeaders());
    return new Answer(response.getStatusCode(), headers, toEnd(response.getBody()));
  }

  private static byte[] toEnd(InputStream body) throws IOException {
    long end = System.nanoTime() + LONGEST_TIME.toNanos();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    for (int read = body.read(part); read >= 0; read = body.read(part)) {
      whole.write(part, 0, read);
      if (whole.size() > LONGEST) {
        throw new TooLong();
      }
      if (System.nanoTime() - end > 0) {
        throw new SocketTimeoutException("The answer has no end");
      }
    }
    return whole.toByteArray();
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
