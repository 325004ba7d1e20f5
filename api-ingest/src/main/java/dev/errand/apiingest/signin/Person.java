package dev.errand.apiingest.signin;

import dev.errand.schemas.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.user.OAuth2User;

/**
 * Who has just signed in; {@link #getName} is the user id.
 *
 * @param consent how the consent ended that this sign-in was
 */
record Person(UserId user, String shownAs, String consent) implements OAuth2User {

  /** The attribute that holds the {@link #consent}. */
  static final String CONSENT = "consent";

  @Override
  public Map<String, Object> getAttributes() {
    return Map.of(StandardClaimNames.NAME, shownAs, CONSENT, consent);
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of();
  }

  @Override
  public String getName() {
    return user.value();
  }

  /** By an id token. */
  static final class ByIdToken extends DefaultOidcUser {

    private static final long serialVersionUID = 1L;

    private final String user;

    ByIdToken(UserId user, OidcIdToken idToken) {
      super(List.of(), idToken);
      this.user = user.value();
    }

    @Override
    public String getName() {
      return user;
    }
  }
}
