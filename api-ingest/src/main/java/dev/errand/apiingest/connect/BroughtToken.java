package dev.errand.apiingest.connect;

import dev.errand.connections.Consents;
import dev.errand.runtime.connections.ConnectionsProperties;
import dev.errand.runtime.local.LocalOnly;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes the Notion token of a person's own integration, where the operator has allowed that. */
@Component
public final class BroughtToken {

  private static final Logger log = LoggerFactory.getLogger(BroughtToken.class);

  private final Consents consents;
  private final boolean allowed;
  private final LocalOnly local;

  BroughtToken(Consents consents, ConnectionsProperties properties, LocalOnly local) {
    this.consents = consents;
    this.allowed = properties.notion().broughtTokens();
    this.local = local;
  }

  boolean isAllowed(UserId user) {
    return allowed && !local.holds(user);
  }

  /**
   * Connects with it.
   *
   * @return empty if that is not allowed here
   */
  Optional<Ending> connect(UserId user, Secret token) {
    if (!isAllowed(user)) {
      return Optional.empty();
    }
    Ending ending = Ending.of(consents.bring(user, Provider.NOTION, token));
    log.atInfo()
        .addKeyValue("userId", user)
        .addKeyValue("provider", Provider.NOTION.wireName())
        .addKeyValue("outcome", ending.wireName())
        .log("A person brought a token of their own; they see how that ended");
    return Optional.of(ending);
  }

  /** What somebody wrote, if it can be a token. */
  static Optional<Secret> secret(String token) {
    try {
      return Optional.of(Secret.of(token.strip()));
    } catch (IllegalArgumentException notAToken) {
      return Optional.empty();
    }
  }
}
