package dev.errand.runtime.connections;

import dev.errand.connections.Disconnects;
import dev.errand.connections.OutOfReach;
import dev.errand.runtime.audit.AuditEntry;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what became of the tokens at the provider, which is known only after the connection
 * has ended. That it ended is written down with it.
 */
final class NotedDisconnects implements Disconnects {

  private static final Logger log = LoggerFactory.getLogger(NotedDisconnects.class);

  private final Disconnects disconnects;
  private final Store store;

  NotedDisconnects(Disconnects disconnects, Store store) {
    this.disconnects = disconnects;
    this.store = store;
  }

  @Override
  public Receipt disconnect(UserId user, Provider provider) {
    Receipt receipt = disconnects.disconnect(user, provider);
    if (receipt instanceof Receipt.Disconnected ended) {
      note(store, user, NotedChange.revocation(ended.connection(), ended.revocation()));
    }
    return receipt;
  }

  /** The person's connection has ended all the same. */
  static void note(Store store, UserId user, AuditEntry entry) {
    try {
      var _ =
          store.as(
              user,
              () -> {
                store.note(entry);
                return entry;
              });
    } catch (OutOfReach away) {
      log.atWarn()
          .addKeyValue("userId", user)
          .addKeyValue("outcome", entry.detail())
          .log("What became of a token at the provider is not written down: the store is away");
    }
  }
}
