package dev.errand.apiingest.signin;

import dev.errand.apiingest.connect.Ending;
import dev.errand.connections.Account;
import dev.errand.connections.Consents;
import dev.errand.connections.Consents.Arrival;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.user.OAuth2User;

/**
 * Signs people in with Notion, whose token endpoint takes JSON and whose sign-in is a consent: the
 * tokens go to the person's connection, and Spring Security is told only who came.
 */
final class NotionArrivals
    implements OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest>,
        OAuth2UserService<OAuth2UserRequest, OAuth2User> {

  /** Spring Security wants a token; ours stays where tokens are sealed. */
  private static final String NO_TOKEN = "sealed";

  private static final String USER = "user";

  private final Consents consents;

  NotionArrivals(Consents consents) {
    this.consents = consents;
  }

  @Override
  public OAuth2AccessTokenResponse getTokenResponse(OAuth2AuthorizationCodeGrantRequest request) {
    OAuth2AuthorizationExchange exchange = request.getAuthorizationExchange();
    return switch (consents.arrive(
        Provider.NOTION,
        code(exchange.getAuthorizationResponse().getCode()),
        URI.create(request.getClientRegistration().getRedirectUri()),
        UserIds::ofNotion)) {
      case Arrival.SignedIn(UserId user, Account account, Consents.Completion completion) ->
          OAuth2AccessTokenResponse.withToken(NO_TOKEN)
              .tokenType(TokenType.BEARER)
              .additionalParameters(
                  Map.of(
                      USER,
                      user.value(),
                      StandardClaimNames.NAME,
                      account.facts().getOrDefault(Account.NAME, user.value()),
                      Person.CONSENT,
                      Ending.of(completion).wireName()))
              .build();
      case Arrival.Failed(Consents.Reason reason) -> throw refused(error(reason));
    };
  }

  /** In the words of RFC 6749. */
  private static String error(Consents.Reason reason) {
    return switch (reason) {
      case UNAVAILABLE -> "temporarily_unavailable";
      case MISCONFIGURED -> "invalid_client";
      case CODE_REFUSED, TOKEN_REFUSED -> "invalid_grant";
      case ANSWER_NOT_VALID -> "invalid_token_response";
    };
  }

  private static Secret code(@Nullable String code) {
    try {
      return Secret.of(Objects.requireNonNullElse(code, ""));
    } catch (IllegalArgumentException notACode) {
      throw refused("refused");
    }
  }

  private static OAuth2AuthorizationException refused(String error) {
    return new OAuth2AuthorizationException(new OAuth2Error(error));
  }

  @Override
  public OAuth2User loadUser(OAuth2UserRequest request) {
    Map<String, Object> told = request.getAdditionalParameters();
    return new Person(
        new UserId(String.valueOf(told.get(USER))),
        String.valueOf(told.get(StandardClaimNames.NAME)),
        String.valueOf(told.get(Person.CONSENT)));
  }
}
