package dev.errand.connections;

import java.time.Instant;
import java.util.Optional;

/** Where consents wait for the person. Throws {@link OutOfReach} if it cannot be reached. */
public interface ConsentFlows {

  void add(ConsentFlow flow);

  /** Takes the flow out: of any number of callers at once, one gets it. */
  Optional<ConsentFlow> take(String stateHash);

  /** Keeps for the person that their flow, which was taken out, ended without a connection. */
  void failed(ConsentFlow flow, Consents.Completion how);

  /** Forgets the flows that nobody completed. */
  void removeExpired(Instant now);
}
