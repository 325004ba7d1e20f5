package dev.errand.apiingest.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.apiingest.session.HostCookies;
import dev.errand.apiingest.session.SecretText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.client.RestClientException;

/**
 * Sign-ins that are on their way. Nothing of them is stored: state, nonce and PKCE verifier follow
 * from one secret in a cookie of the browser that started, so that no other browser can finish, and
 * a crowd of strangers fills no table. The provider takes each code once.
 */
final class SignInRequests implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

  private static final PathPatternRequestMatcher CALLBACK =
      PathPatternRequestMatcher.pathPattern("/sign-in/{way}/callback");

  private static final String COOKIE = "errand-sign-in";

  private final ClientRegistrationRepository ways;
  private final HostCookies cookies;

  SignInRequests(ClientRegistrationRepository ways, HostCookies cookies) {
    this.ways = ways;
    this.cookies = cookies;
  }

  /** Opens a sign-in in the browser that asked. */
  OAuth2AuthorizationRequest open(ClientRegistration way, HttpServletResponse response) {
    String secret = SecretText.draw();
    response.addHeader(HttpHeaders.SET_COOKIE, cookies.holding(COOKIE, secret).toString());
    return request(way, secret);
  }

  /** Without the cookie nobody is asked anything. */
  @Override
  public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
    String secret = cookies.read(COOKIE, request);
    String name = CALLBACK.matcher(request).getVariables().get("way");
    if (secret == null || name == null) {
      return null;
    }
    ClientRegistration way = way(name);
    if (way == null) {
      return null;
    }
    OAuth2AuthorizationRequest opened = request(way, secret);
    String state = request.getParameter(OAuth2ParameterNames.STATE);
    return state != null && equal(state, opened.getState()) ? opened : null;
  }

  private @Nullable ClientRegistration way(String name) {
    try {
      return ways.findByRegistrationId(name);
    } catch (RestClientException away) {
      throw new OAuth2AuthenticationException(
          new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE), away);
    }
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
      HttpServletRequest request, HttpServletResponse response) {
    OAuth2AuthorizationRequest opened = loadAuthorizationRequest(request);
    response.addHeader(HttpHeaders.SET_COOKIE, cookies.removed(COOKIE).toString());
    return opened;
  }

  /** {@link #open} has done it. */
  @Override
  public void saveAuthorizationRequest(
      @Nullable OAuth2AuthorizationRequest opened,
      HttpServletRequest request,
      HttpServletResponse response) {}

  private static OAuth2AuthorizationRequest request(ClientRegistration way, String secret) {
    String name = way.getRegistrationId();
    Map<String, Object> kept = new TreeMap<>();
    Map<String, Object> query = new TreeMap<>();
    kept.put(OAuth2ParameterNames.REGISTRATION_ID, name);
    if (name.equals(Way.NOTION.wireName())) {
      query.put("owner", "user"); // Notion has neither PKCE nor id tokens
    } else {
      String nonce = SecretText.derived(secret, name + " nonce");
      String verifier = SecretText.derived(secret, name + " verifier");
      kept.put(OidcParameterNames.NONCE, nonce);
      kept.put(PkceParameterNames.CODE_VERIFIER, verifier);
      query.put(OidcParameterNames.NONCE, sha256(nonce));
      query.put(PkceParameterNames.CODE_CHALLENGE, sha256(verifier));
      query.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
    }
    return OAuth2AuthorizationRequest.authorizationCode()
        .clientId(way.getClientId())
        .authorizationUri(Objects.requireNonNull(way.getProviderDetails().getAuthorizationUri()))
        .redirectUri(way.getRedirectUri())
        .scopes(way.getScopes())
        .state(SecretText.derived(secret, name + " state"))
        .attributes(attributes -> attributes.putAll(kept))
        .additionalParameters(query)
        .build();
  }

  private static boolean equal(String told, @Nullable String expected) {
    return expected != null
        && MessageDigest.isEqual(told.getBytes(UTF_8), expected.getBytes(UTF_8));
  }

  private static String sha256(String text) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JVM has SHA-256", impossible);
    }
  }
}
