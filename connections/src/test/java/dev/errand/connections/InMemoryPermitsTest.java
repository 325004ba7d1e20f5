package dev.errand.connections;

import java.time.Duration;

class InMemoryPermitsTest extends RefreshPermitsContract {

  private final MovingClock clock = new MovingClock();
  private final InMemoryPermits permits = new InMemoryPermits(clock::nanos);

  @Override
  protected RefreshPermits permits() {
    return permits;
  }

  @Override
  protected void letPass(Duration length) {
    clock.move(length);
  }
}
