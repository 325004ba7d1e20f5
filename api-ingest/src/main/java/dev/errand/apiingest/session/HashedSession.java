package dev.errand.apiingest.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/** A session under the id that its browser has; it is stored under a hash of that. */
final class HashedSession<S extends Session> implements Session {

  /** What the store shall call the session that it makes or renames on this thread. */
  private static final ScopedValue<String> STORED_ID = ScopedValue.newInstance();

  private final S stored;
  private String id;

  HashedSession(String id, S stored) {
    this.id = id;
    this.stored = stored;
  }

  static String hash(String id) {
    return SecretText.derived(id, "stored");
  }

  /** Lets the store make or rename a session, which asks {@link #storedId} for its id. */
  static <T> T storedAs(String id, Supplier<T> change) {
    return ScopedValue.where(STORED_ID, hash(id)).call(change::get);
  }

  /** The id that is wanted now. */
  static String storedId() {
    return STORED_ID.get();
  }

  S stored() {
    return stored;
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public String changeSessionId() {
    id = SecretText.draw();
    String _ = storedAs(id, stored::changeSessionId);
    return id;
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // as in the interface
  public <T> @Nullable T getAttribute(String name) {
    return stored.getAttribute(name);
  }

  @Override
  public Set<String> getAttributeNames() {
    return stored.getAttributeNames();
  }

  @Override
  public void setAttribute(String name, Object value) {
    stored.setAttribute(name, value);
  }

  @Override
  public void removeAttribute(String name) {
    stored.removeAttribute(name);
  }

  @Override
  public Instant getCreationTime() {
    return stored.getCreationTime();
  }

  @Override
  public void setLastAccessedTime(Instant time) {
    stored.setLastAccessedTime(time);
  }

  @Override
  public Instant getLastAccessedTime() {
    return stored.getLastAccessedTime();
  }

  @Override
  public void setMaxInactiveInterval(Duration idle) {
    stored.setMaxInactiveInterval(idle);
  }

  @Override
  public Duration getMaxInactiveInterval() {
    return stored.getMaxInactiveInterval();
  }

  @Override
  public boolean isExpired() {
    return stored.isExpired();
  }

  /** Without the id: who has it has the session. */
  @Override
  public String toString() {
    return "HashedSession[redacted]";
  }
}
