package dev.errand.apiingest.signin;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may sign in to the pages.
 *
 * @param with the ways that are open; nobody can sign in before one is. With {@code microsoft} or
 *     {@code notion} that is whoever has an account there
 */
@ConfigurationProperties("errand.sign-in")
record SignInProperties(@DefaultValue Set<Way> with, @Nullable Oidc oidc) {

  SignInProperties {
    with = Set.copyOf(with);
    if (with.contains(Way.OIDC) && oidc == null) {
      throw new IllegalArgumentException(
          "Signing in with oidc needs errand.sign-in.oidc.issuer, .client-id and .client-secret");
    }
  }

  /**
   * An issuer of OpenID Connect. Its subjects become user ids as they are: it is meant to be the
   * one whose tokens the API accepts.
   *
   * @param name what people call it
   */
  record Oidc(
      URI issuer, String clientId, String clientSecret, @DefaultValue("your account") String name) {

    @Override
    public String toString() {
      return "Oidc[" + issuer + "]";
    }
  }
}
