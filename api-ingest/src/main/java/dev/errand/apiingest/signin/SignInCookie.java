package dev.errand.apiingest.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** What ties a sign-in to the browser that started it; as the cookie of a connect flow. */
final class SignInCookie {

  /** As long as the codes of the providers live. */
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final boolean secure;

  SignInCookie(URI publicUrl) {
    this.secure = "https".equals(publicUrl.getScheme());
  }

  ResponseCookie holding(String secret) {
    return cookie(secret, LIFE);
  }

  ResponseCookie removed() {
    return cookie("", Duration.ZERO);
  }

  @Nullable String read(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, name());
    return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
  }

  private ResponseCookie cookie(String value, Duration life) {
    return ResponseCookie.from(name(), value)
        .httpOnly(true)
        .secure(secure)
        .sameSite("Lax")
        .path("/")
        .maxAge(life)
        .build();
  }

  private String name() {
    return (secure ? "__Host-" : "") + "errand-sign-in";
  }
}
