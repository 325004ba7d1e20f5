package dev.errand.connections;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Instant;
import java.util.Optional;

/** Where consents wait for the person. Throws {@link OutOfReach} if it cannot be reached. */
public interface ConsentFlows {

  void add(ConsentFlow flow);

  /** Takes the flow out: of any number of callers at once, one gets it. */
  Optional<ConsentFlow> take(String stateHash);

  /** Keeps for the person that a consent of theirs ended without a connection. */
  void failed(UserId user, Provider provider, Consents.Completion how);

  /** Forgets the flows that nobody completed. */
  void removeExpired(Instant now);
}
