package dev.errand.mailworker.graph;

import dev.errand.pipeline.AccessToken;
import dev.errand.runtime.http.GetBytes;
import dev.errand.runtime.http.ProviderHttp;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The bytes of what is attached to a mail, as they come: there may be 150 MB of them. One request
 * each, with what {@link GraphMail} promises. For all threads.
 */
public final class GraphContent {

  /** 5.6 Mbit/s: the largest have 4 minutes and 34 s in all. */
  private static final long BYTES_A_SECOND = 700_000;

  private static final long LARGEST = 150_000_000;

  /** That of any call to Graph. */
  private static final Duration USUAL = Duration.ofSeconds(60);

  private final GetBytes bytes;
  private final URI baseUrl;

  public GraphContent(ProviderHttp http, URI baseUrl) {
    this.bytes = http.content(USUAL.plus(longer(LARGEST)));
    this.baseUrl = baseUrl;
  }

  /** How much longer than any call it may take to read so many bytes. */
  public static Duration longer(long size) {
    return Duration.ofSeconds(Math.clamp(size, 0, LARGEST) / BYTES_A_SECOND);
  }

  /** The bytes of a file, or of an item as the text it travels in. */
  public <T> T read(
      AccessToken token, String message, String attachment, GetBytes.Reading<T> reading) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.AUTHORIZATION, token.secret().bearer());
    headers.set("client-request-id", UUID.randomUUID().toString());
    headers.set("Prefer", GraphMailApi.IMMUTABLE_IDS);
    headers.set(HttpHeaders.ACCEPT, "*/*");
    return bytes.get(address(message, attachment), headers, reading);
  }

  /** Ids hold what has a meaning in an address. */
  private URI address(String message, String attachment) {
    return UriComponentsBuilder.fromUri(baseUrl)
        .path("/me/messages/{message}/attachments/{attachment}/$value")
        .encode()
        .buildAndExpand(message, attachment)
        .toUri();
  }
}
