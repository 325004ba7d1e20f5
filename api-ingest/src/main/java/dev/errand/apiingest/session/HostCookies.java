package dev.errand.apiingest.session;

import dev.errand.runtime.connections.ConnectionsProperties;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The cookies that tie what somebody began to the browser in which they began it: no script reads
 * them, no other site sends them with a form, and with https no other host can set them ({@code
 * __Host-}). Lax, because a provider's redirect comes from another site.
 */
@Component
public final class HostCookies {

  /** As long as a consent, or a sign-in, may take. */
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final boolean secure;

  HostCookies(ConnectionsProperties settings) {
    secure = "https".equalsIgnoreCase(settings.publicUrl().getScheme());
  }

  public ResponseCookie holding(String name, String value) {
    return cookie(name, value, LIFE);
  }

  public ResponseCookie removed(String name) {
    return cookie(name, "", Duration.ZERO);
  }

  public @Nullable String read(String name, HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, fullName(name));
    return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
  }

  private ResponseCookie cookie(String name, String value, Duration life) {
    return ResponseCookie.from(fullName(name), value)
        .httpOnly(true)
        .secure(secure)
        .sameSite("Lax")
        .path("/")
        .maxAge(life)
        .build();
  }

  String fullName(String name) {
    return (secure ? "__Host-" : "") + name;
  }

  boolean secure() {
    return secure;
  }
}
