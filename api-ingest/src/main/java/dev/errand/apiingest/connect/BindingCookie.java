package dev.errand.apiingest.connect;

import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Binds a flow to the browser that started it: without this cookie a callback is worth nothing.
 *
 * <p>With https it has the prefix {@code __Host-}, so that no other host can set it. Lax, because
 * the provider's redirect comes from another site.
 */
final class BindingCookie {

  /** As long as a flow lives. */
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final boolean secure;

  BindingCookie(URI publicUrl) {
    this.secure = "https".equals(publicUrl.getScheme());
  }

  ResponseCookie holding(Provider provider, Secret binding) {
    return cookie(provider, binding.reveal(), LIFE);
  }

  ResponseCookie removed(Provider provider) {
    return cookie(provider, "", Duration.ZERO);
  }

  @Nullable String read(Provider provider, HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, name(provider));
    return cookie == null ? null : cookie.getValue();
  }

  private ResponseCookie cookie(Provider provider, String value, Duration life) {
    return ResponseCookie.from(name(provider), value)
        .httpOnly(true)
        .secure(secure)
        .sameSite("Lax")
        .path("/")
        .maxAge(life)
        .build();
  }

  private String name(Provider provider) {
    return (secure ? "__Host-" : "") + "errand-connect-" + provider.wireName();
  }
}
