package dev.errand.sandbox.people;

import java.net.URI;
import java.util.List;

/**
 * An app that is registered at both providers.
 *
 * @param name what people see when they are asked
 * @param redirectUris exact; {@code http://localhost} alone stands for any address on this machine
 */
public record Client(String id, String secret, String name, List<String> redirectUris) {

  /** What the local stack and most tests use. */
  public static final Client DEMO =
      new Client("errand", "errand-secret", "Errand", List.of("http://localhost"));

  public Client {
    redirectUris = List.copyOf(redirectUris);
  }

  public boolean mayReturnTo(String redirectUri) {
    return redirectUris.contains(redirectUri)
        || (redirectUris.contains("http://localhost") && isLocal(redirectUri));
  }

  private static boolean isLocal(String redirectUri) {
    try {
      URI uri = URI.create(redirectUri);
      return "http".equals(uri.getScheme())
          && ("localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost()));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "Client[" + id + "]";
  }
}
