package dev.errand.connections;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Consent flows in memory. */
public final class InMemoryFlows implements ConsentFlows {

  final Map<String, ConsentFlow> flows = new ConcurrentHashMap<>();
  volatile boolean isAway;
  final List<Consents.Completion> failed = new CopyOnWriteArrayList<>();

  @Override
  public void add(ConsentFlow flow) {
    flows.put(flow.stateHash(), flow);
  }

  @Override
  public Optional<ConsentFlow> take(String stateHash) {
    return Optional.ofNullable(flows.remove(stateHash));
  }

  @Override
  public void failed(UserId user, Provider provider, Consents.Completion how) {
    if (isAway) {
      throw new OutOfReach("the store", new IllegalStateException());
    }
    failed.add(how);
  }

  @Override
  public void removeExpired(Instant now) {
    flows.values().removeIf(flow -> !now.isBefore(flow.expiresAt()));
  }
}
