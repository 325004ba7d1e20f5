package dev.errand.runtime.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Posts what is made while it is sent, so that it is never in memory whole.
 *
 * <p>It fails as the typed clients do. For all threads.
 */
public final class PostBody {

  private final ClientHttpRequestFactory requests;
  private final AnswerInterceptor answers;

  PostBody(ClientHttpRequestFactory requests, AnswerInterceptor answers) {
    this.requests = requests;
    this.answers = answers;
  }

  /** What writes the body. */
  @FunctionalInterface
  public interface Writing {

    void to(OutputStream out) throws IOException;
  }

  /**
   * One POST request.
   *
   * @param length of the body, exactly
   * @return a success
   */
  public Done post(URI address, HttpHeaders headers, long length, Writing body) {
    HttpHeaders all = new HttpHeaders();
    all.putAll(headers);
    all.setContentLength(length);
    Traceparent.forCall().ifPresent(trace -> all.set(Traceparent.HEADER, trace));
    Answer answer =
        answers.success(() -> Streamed.send(requests, HttpMethod.POST, address, all, body::to));
    return new Done(answer.status().value(), AnswerInterceptor.json(answer.bytes()));
  }
}
