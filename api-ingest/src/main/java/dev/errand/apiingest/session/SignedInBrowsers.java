package dev.errand.apiingest.session;

import dev.errand.schemas.UserId;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;

/** Where somebody is signed in. Thread-safe. */
@Component
public final class SignedInBrowsers {

  private final JdbcIndexedSessionRepository sessions;

  SignedInBrowsers(JdbcIndexedSessionRepository sessions) {
    this.sessions = sessions;
  }

  /** Ends all of the user's sessions. */
  public void signOut(UserId user) {
    sessions.findByPrincipalName(user.value()).keySet().forEach(sessions::deleteById);
  }
}
