package dev.errand.runtime.connections;

import dev.errand.connections.Disconnects.Revocation;
import dev.errand.connections.Erasures;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.util.Map;

/** As {@link NotedDisconnects}, for all that a person had. */
final class NotedErasures implements Erasures {

  private final Erasures erasures;
  private final Store store;

  NotedErasures(Erasures erasures, Store store) {
    this.erasures = erasures;
    this.store = store;
  }

  @Override
  public Erased erase(UserId user) {
    Erased erased = erasures.erase(user);
    revocations(erased)
        .forEach(
            (provider, revocation) ->
                NotedDisconnects.note(
                    store, user, NotedChange.revocation(user, provider, revocation)));
    return erased;
  }

  private static Map<Provider, Revocation> revocations(Erased erased) {
    return switch (erased) {
      case Erased.Done(Map<Provider, Revocation> all) -> all;
      case Erased.Unavailable(Map<Provider, Revocation> some) -> some;
    };
  }
}
