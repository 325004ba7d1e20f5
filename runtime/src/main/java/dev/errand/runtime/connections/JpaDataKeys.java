package dev.errand.runtime.connections;

import dev.errand.connections.DataKeyStore;
import dev.errand.connections.WrappedKey;
import dev.errand.runtime.audit.Act;
import dev.errand.runtime.audit.Actor;
import dev.errand.runtime.audit.AuditEntry;
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
    store.as(
        user, () -> noted(rows.addIfAbsent(user.value(), wrapped.text()), user, Act.DATA_KEY_MADE));
    return find(user).orElse(wrapped);
  }

  @Override
  public void destroy(UserId user) {
    store.as(user, () -> noted(rows.deleteByUserId(user.value()), user, Act.DATA_KEY_DESTROYED));
  }

  private int noted(int rowsChanged, UserId user, Act act) {
    if (rowsChanged > 0) {
      store.note(new AuditEntry(user, new Actor.Person(), act));
    }
    return rowsChanged;
  }
}
