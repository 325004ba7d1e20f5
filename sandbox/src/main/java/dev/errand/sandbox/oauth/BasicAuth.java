package dev.errand.sandbox.oauth;

import dev.errand.sandbox.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Client id and secret from an {@code Authorization: Basic} header. */
public record BasicAuth(String id, String secret) {

  public static Optional<BasicAuth> of(Request request) {
    return request
        .header("authorization")
        .filter(header -> header.regionMatches(true, 0, "Basic ", 0, 6))
        .flatMap(header -> decode(header.substring(6).strip()));
  }

  private static Optional<BasicAuth> decode(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new BasicAuth(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "BasicAuth[" + id + "]";
  }
}
