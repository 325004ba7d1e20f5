package dev.errand.runtime.connections;

import dev.errand.connections.ConsentFlows;
import dev.errand.connections.ConsentFlowsContract;
import jakarta.persistence.EntityManager;

class JpaConsentFlowsTest extends ConsentFlowsContract {

  @Override
  protected ConsentFlows flows() {
    return new JpaConsentFlows(
        RealStore.bean(ConsentFlowRows.class),
        RealStore.bean(EntityManager.class),
        RealStore.store());
  }
}
