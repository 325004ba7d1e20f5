package dev.errand.runtime.connections;

import dev.errand.connections.ConsentFlow;
import dev.errand.connections.ConsentFlows;
import dev.errand.connections.Consents;
import dev.errand.runtime.postgres.Duty;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;

/** Consents that wait for the person, in PostgreSQL. */
final class JpaConsentFlows implements ConsentFlows {

  private final ConsentFlowRows rows;
  private final EntityManager entities;
  private final Store store;

  JpaConsentFlows(ConsentFlowRows rows, EntityManager entities, Store store) {
    this.rows = rows;
    this.entities = entities;
    this.store = store;
  }

  @Override
  public void add(ConsentFlow flow) {
    store.as(
        flow.user(),
        () -> {
          entities.persist(ConsentFlowRow.of(flow));
          return flow;
        });
  }

  /** Two may read the flow; the one whose delete found it has it. */
  @Override
  public Optional<ConsentFlow> take(String stateHash) {
    return store.bringing(
        stateHash,
        () -> {
          Optional<ConsentFlow> flow = rows.findByStateHash(stateHash).map(ConsentFlowRow::flow);
          return flow.filter(_ -> rows.remove(stateHash) == 1);
        });
  }

  @Override
  public void failed(UserId user, Provider provider, Consents.Completion how) {
    store.as(
        user,
        () -> {
          store.note(NotedChange.failed(user, provider, how));
          return user;
        });
  }

  @Override
  public void removeExpired(Instant now) {
    store.on(Duty.TIDY, () -> rows.removeExpired(now));
  }
}
