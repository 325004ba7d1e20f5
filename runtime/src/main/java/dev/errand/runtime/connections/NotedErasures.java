package dev.errand.runtime.connections;

import dev.errand.connections.Erasures;
import dev.errand.schemas.UserId;

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
    if (erased instanceof Erased.Done done) {
      done.revocations()
          .forEach(
              (provider, revocation) ->
                  NotedDisconnects.note(
                      store, user, NotedChange.revocation(user, provider, revocation)));
    }
    return erased;
  }
}
