package dev.errand.apiingest.session;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Sessions whose store knows only a hash of the id that the browser has, and that end some time
 * after they began also if they are used all the while.
 */
final class HashedSessions<S extends Session> implements SessionRepository<HashedSession<S>> {

  private final SessionRepository<S> stored;
  private final Duration longest;
  private final Clock clock;

  /**
   * @param stored makes its ids by {@link HashedSession#storedId()}
   * @param longest from the first sign-in in that browser on
   */
  HashedSessions(SessionRepository<S> stored, Duration longest, Clock clock) {
    this.stored = stored;
    this.longest = longest;
    this.clock = clock;
  }

  @Override
  public HashedSession<S> createSession() {
    String id = SecretText.draw();
    return new HashedSession<>(id, HashedSession.storedAs(id, stored::createSession));
  }

  @Override
  public void save(HashedSession<S> session) {
    stored.save(session.stored());
  }

  @Override
  public @Nullable HashedSession<S> findById(String id) {
    S found = id.isEmpty() ? null : stored.findById(HashedSession.hash(id));
    if (found == null) {
      return null;
    }
    if (!clock.instant().isBefore(found.getCreationTime().plus(longest))) {
      deleteById(id);
      return null;
    }
    return new HashedSession<>(id, found);
  }

  @Override
  public void deleteById(String id) {
    stored.deleteById(HashedSession.hash(id));
  }
}
