package dev.errand.connections;

import dev.errand.schemas.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Wrapped data keys in memory. */
public final class InMemoryDataKeys implements DataKeyStore {

  private final Map<UserId, WrappedKey> keys = new ConcurrentHashMap<>();

  @Override
  public Optional<WrappedKey> find(UserId user) {
    return Optional.ofNullable(keys.get(user));
  }

  @Override
  public WrappedKey keepFirst(UserId user, WrappedKey wrapped) {
    return keys.computeIfAbsent(user, _ -> wrapped);
  }

  @Override
  public void destroy(UserId user) {
    keys.remove(user);
  }
}
