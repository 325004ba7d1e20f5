package dev.errand.runtime.connections;

import dev.errand.connections.ConnectionStore;
import dev.errand.connections.ConnectionStoreContract;
import dev.errand.connections.RefreshLeases;
import java.time.Duration;

class JpaConnectionsTest extends ConnectionStoreContract {

  @Override
  protected ConnectionStore store() {
    return RealStore.connections();
  }

  @Override
  protected RefreshLeases leases() {
    return RealStore.leases("this process");
  }

  @Override
  protected void letPass(Duration time) {
    RealStore.sql()
        .sql("update refresh_lease set until = until - make_interval(secs => :time)")
        .param("time", time.toSeconds())
        .update();
  }
}
