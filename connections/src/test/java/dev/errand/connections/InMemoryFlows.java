package dev.errand.connections;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Consent flows in memory. */
public final class InMemoryFlows implements ConsentFlows {

  final Map<String, ConsentFlow> flows = new ConcurrentHashMap<>();

  @Override
  public void add(ConsentFlow flow) {
    flows.put(flow.stateHash(), flow);
  }

  @Override
  public Optional<ConsentFlow> take(String stateHash) {
    return Optional.ofNullable(flows.remove(stateHash));
  }

  @Override
  public void failed(ConsentFlow flow, Consents.Completion how) {}

  @Override
  public void removeExpired(Instant now) {
    flows.values().removeIf(flow -> !now.isBefore(flow.expiresAt()));
  }
}
