package dev.errand.apiingest.signin;

import dev.errand.schemas.UserId;
import java.util.Optional;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Reads from a checked id token who somebody is. Nobody else is asked. */
final class IdTokenPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcIdToken idToken = request.getIdToken();
    Optional<UserId> user =
        request.getClientRegistration().getRegistrationId().equals(Way.MICROSOFT.wireName())
            ? UserIds.ofMicrosoft(idToken)
            : UserIds.ofIssuer(idToken.getSubject());
    return user.map(known -> new Person.ByIdToken(known, idToken))
        .orElseThrow(() -> new OAuth2AuthenticationException(new OAuth2Error("nobody")));
  }
}
