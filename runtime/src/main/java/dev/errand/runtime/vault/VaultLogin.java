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

  /** How long nobody asks again after a login that failed. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private static final Duration YOUNG = Duration.ofSeconds(30);

  private final VaultClients clients;
  private final VaultSettings settings;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Held held;
  private Instant notBefore = Instant.MIN;
  private boolean told;

  VaultLogin(VaultClients clients, VaultSettings settings, Clock clock) {
    this.clients = clients;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A token.
   *
   * @param got when it was got or renewed
   */
  private record Held(Secret token, Instant got, Duration life, boolean renewable) {

    boolean isDueAt(Instant now) {
      return !now.isBefore(got.plus(life.multipliedBy(2).dividedBy(3)));
    }

    boolean isOverAt(Instant now) {
      return !now.isBefore(got.plus(life));
    }
  }

  /**
   * The token to use now. Who comes while Vault does not let us in is told so at once for a moment,
   * instead of asking it again one after the other.
   *
   * @throws OutOfReach if Vault does not answer or does not let us in
   */
  Secret token() {
    lock.lock();
    try {
      Instant now = clock.instant();
      if (held == null || held.isDueAt(now)) {
        getOrRenew(now);
      }
      if (held == null || held.isOverAt(now)) {
        throw noLogin();
      }
      return held.token();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Vault refused that token: the next one is got anew, unless somebody has done so, or it is so
   * young that it is what it may do that is refused.
   */
  void refused(Secret token) {
    lock.lock();
    try {
      if (held != null
          && held.token().equals(token)
          && !clock.instant().isBefore(held.got().plus(YOUNG))) {
        held = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** What is there stays in use to its end if there is no other. */
  private void getOrRenew(Instant now) {
    if (now.isBefore(notBefore)) {
      return;
    }
    Held before = held;
    Held fresh = before != null && before.renewable() ? renewed(before, now) : null;
    if (fresh == null) {
      fresh = loggedIn(now);
    }
    if (fresh == null) {
      notBefore = now.plus(MOMENT);
    } else {
      held = fresh;
      told = false;
    }
  }

  private @Nullable Held renewed(Held before, Instant now) {
    try {
      return held(clients.call(before.token().reveal(), vault -> vault.auth().renewSelf()), now);
    } catch (VaultException notRenewed) {
      return null;
    }
  }

  private @Nullable Held loggedIn(Instant now) {
    try {
      Secret secretId = secretId();
      return held(
          clients.call(
              "", vault -> vault.auth().loginByAppRole(settings.roleId(), secretId.reveal())),
          now);
    } catch (VaultException refused) {
      tellOperator("Vault answered " + refused.getHttpStatusCode());
    } catch (IOException | IllegalArgumentException unreadable) {
      tellOperator("the file with the secret id cannot be read, or holds something else");
    }
    return null;
  }

  /** What was thrown may carry what Vault answered, so it goes no further. */
  private static OutOfReach noLogin() {
    return new OutOfReach("the key service", new IllegalStateException("No login at Vault"));
  }

  private Secret secretId() throws IOException {
    return Secret.of(Files.readString(settings.secretIdFile()).strip());
  }

  private static Held held(AuthResponse answer, Instant now) {
    return new Held(
        Secret.of(answer.getAuthClientToken()),
        now,
        Duration.ofSeconds(answer.getAuthLeaseDuration()),
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
