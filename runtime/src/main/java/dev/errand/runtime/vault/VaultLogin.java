package dev.errand.runtime.vault;

import dev.errand.connections.OutOfReach;
import dev.errand.schemas.Secret;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.response.AuthResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This app's token for Vault: got by AppRole, renewed when two thirds of its time are over, and got
 * anew when it cannot be renewed or was refused. One login at a time. Thread-safe.
 */
final class VaultLogin {

  private static final Logger log = LoggerFactory.getLogger(VaultLogin.class);

  private final VaultClients clients;
  private final VaultSettings settings;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Held held;
  private boolean told;

  VaultLogin(VaultClients clients, VaultSettings settings, Clock clock) {
    this.clients = clients;
    this.settings = settings;
    this.clock = clock;
  }

  private record Held(Secret token, Instant renewAt, boolean renewable) {}

  /**
   * @throws OutOfReach if Vault does not answer or does not let us in
   */
  Secret token() {
    lock.lock();
    try {
      Held now = held;
      if (now == null || !clock.instant().isBefore(now.renewAt())) {
        now = now != null && now.renewable() ? renewed(now.token()) : loggedIn();
        held = now;
      }
      return now.token();
    } finally {
      lock.unlock();
    }
  }

  /** Vault refused that token: the next one is got anew, unless somebody has done so. */
  void refused(Secret token) {
    lock.lock();
    try {
      if (held != null && held.token().equals(token)) {
        held = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private Held renewed(Secret token) {
    try {
      return held(clients.with(token.reveal()).auth().renewSelf());
    } catch (VaultException notRenewed) {
      return loggedIn();
    }
  }

  private Held loggedIn() {
    try {
      Held fresh =
          held(clients.with("").auth().loginByAppRole(settings.roleId(), secretId().reveal()));
      told = false;
      return fresh;
    } catch (VaultException refused) {
      tellOperator("Vault answered " + refused.getHttpStatusCode());
    } catch (IOException | IllegalArgumentException unreadable) {
      tellOperator("the file with the secret id cannot be read, or holds something else");
    }
    // What was thrown may carry what Vault answered, so it goes no further.
    throw new OutOfReach("the key service", new IllegalStateException("No login at Vault"));
  }

  private Secret secretId() throws IOException {
    return Secret.of(Files.readString(settings.secretIdFile()).strip());
  }

  private Held held(AuthResponse answer) {
    Duration life = Duration.ofSeconds(answer.getAuthLeaseDuration());
    return new Held(
        Secret.of(answer.getAuthClientToken()),
        clock.instant().plus(life.multipliedBy(2).dividedBy(3)),
        answer.isAuthRenewable());
  }

  /** Once, until it has worked again. */
  private void tellOperator(String why) {
    if (!told) {
      told = true;
      log.error("No login at Vault: {}; what needs a data key waits", why);
    }
  }
}
