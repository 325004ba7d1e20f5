package dev.errand.runtime.connections;

import dev.errand.connections.ConnectionId;
import dev.errand.connections.UsableTokens;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers which changes it was told. */
final class Heard implements UsableTokens {

  final List<String> changes = new CopyOnWriteArrayList<>();

  @Override
  public Answer accessToken(UserId user, Provider provider) {
    return new Answer.NotConnected();
  }

  @Override
  public void refused(UserId user, Provider provider, long version) {}

  @Override
  public void personNeeded(UserId user, Provider provider, long version) {}

  @Override
  public void changed(UserId user, Provider provider, long version) {
    changes.add(user + " " + provider.wireName() + " " + version);
  }

  @Override
  public boolean mayUse(UserId user, Provider provider, ConnectionId connection, long version) {
    return false;
  }

  @Override
  public void told(long from, long until) {}
}
