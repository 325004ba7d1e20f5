package dev.errand.apiingest.session;

import dev.errand.schemas.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Somebody who is signed in in this browser. */
public final class SignedIn extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final String user;
  private final String shownAs;

  /**
   * @param shownAs how the person is called on their pages
   */
  public SignedIn(UserId user, String shownAs) {
    super(List.of());
    this.user = user.value();
    this.shownAs = shownAs;
    setAuthenticated(true);
  }

  public UserId user() {
    return new UserId(user);
  }

  public String shownAs() {
    return shownAs;
  }

  /** The user id: what a controller learns of who is calling. */
  @Override
  public String getName() {
    return user;
  }

  @Override
  public Object getPrincipal() {
    return user;
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SignedIn that && user.equals(that.user);
  }

  @Override
  public int hashCode() {
    return user.hashCode();
  }
}
