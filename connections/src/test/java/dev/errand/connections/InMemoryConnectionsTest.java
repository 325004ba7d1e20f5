package dev.errand.connections;

import java.time.Duration;

class InMemoryConnectionsTest extends ConnectionStoreContract {

  private final MovingClock clock = new MovingClock();
  private final InMemoryConnections store = new InMemoryConnections(clock);

  @Override
  protected ConnectionStore store() {
    return store;
  }

  @Override
  protected RefreshLeases leases() {
    return store;
  }

  @Override
  protected void letPass(Duration time) {
    clock.move(time);
  }
}
