package dev.errand.apiingest.connect;

import dev.errand.connections.Consents;
import dev.errand.runtime.local.LocalOnly;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import org.springframework.stereotype.Component;

/** What a person can connect, and how: nothing, if nothing of theirs leaves this machine. */
@Component
public final class Connectable {

  private final Consents consents;
  private final BroughtToken broughtToken;
  private final LocalOnly local;

  Connectable(Consents consents, BroughtToken broughtToken, LocalOnly local) {
    this.consents = consents;
    this.broughtToken = broughtToken;
    this.local = local;
  }

  /** Whether all of theirs stays on this machine. */
  public boolean staysHere(UserId user) {
    return local.holds(user);
  }

  public boolean byConsent(UserId user, Provider provider) {
    return !local.holds(user) && consents.offered().contains(provider);
  }

  public boolean byToken(UserId user, Provider provider) {
    return provider == Provider.NOTION && broughtToken.isAllowed(user);
  }
}
