package dev.errand.runtime.connections;

import dev.errand.connections.DataKeyStore;
import dev.errand.connections.WrappedKey;
import dev.errand.schemas.UserId;
import java.util.Optional;

/** Wrapped data keys in PostgreSQL. */
final class JpaDataKeys implements DataKeyStore {

  private final DataKeyRows rows;
  private final Store store;

  JpaDataKeys(DataKeyRows rows, Store store) {
    this.rows = rows;
    this.store = store;
  }

  @Override
  public Optional<WrappedKey> find(UserId user) {
    return store.as(
        user, () -> rows.findByUserId(user.value()).map(row -> new WrappedKey(row.wrapped())));
  }

  @Override
  public WrappedKey keepFirst(UserId user, WrappedKey wrapped) {
    store.as(user, () -> rows.addIfAbsent(user.value(), wrapped.text()));
    return find(user).orElse(wrapped);
  }

  @Override
  public void destroy(UserId user) {
    store.as(user, () -> rows.deleteByUserId(user.value()));
  }
}
