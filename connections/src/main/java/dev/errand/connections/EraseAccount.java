package dev.errand.connections;

import dev.errand.connections.Disconnects.Receipt;
import dev.errand.connections.Disconnects.Revocation;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.util.EnumMap;
import java.util.Map;

/**
 * Disconnects first: the last calls stop, and what can be revoked is, while the key still opens.
 */
final class EraseAccount implements Erasures {

  private final Disconnects disconnects;
  private final DataKeyStore keys;
  private final ConnectionStore connections;

  EraseAccount(Disconnects disconnects, DataKeyStore keys, ConnectionStore connections) {
    this.disconnects = disconnects;
    this.keys = keys;
    this.connections = connections;
  }

  @Override
  public Erased erase(UserId user) {
    Map<Provider, Revocation> revocations = new EnumMap<>(Provider.class);
    try {
      if (!disconnectAll(user, revocations)) {
        return new Erased.Unavailable(revocations);
      }
      keys.destroy(user);
      if (!disconnectAll(user, revocations)) {
        return new Erased.Unavailable(revocations);
      }
      connections.eraseFacts(user);
      return new Erased.Done(revocations);
    } catch (OutOfReach away) {
      return new Erased.Unavailable(revocations);
    }
  }

  private boolean disconnectAll(UserId user, Map<Provider, Revocation> revocations) {
    for (Provider provider : Provider.values()) {
      switch (disconnects.disconnect(user, provider)) {
        case Receipt.Disconnected(_, Revocation revocation) ->
            revocations.put(provider, revocation);
        case Receipt.NotConnected() -> {}
        case Receipt.Unavailable() -> {
          return false;
        }
      }
    }
    return true;
  }
}
