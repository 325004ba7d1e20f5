package dev.errand.runtime.connections;

import dev.errand.connections.DataKeyStore;
import dev.errand.connections.DataKeyStoreContract;

class JpaDataKeysTest extends DataKeyStoreContract {

  @Override
  protected DataKeyStore keys() {
    return new JpaDataKeys(RealStore.bean(DataKeyRows.class), RealStore.store());
  }
}
