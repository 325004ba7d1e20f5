package dev.errand.sandbox.graph.mailbox;

import java.util.Optional;

/** Who has a mailbox here. */
public interface Directory {

  Optional<Owner> find(String address);

  /**
   * Whether addresses of this domain, in lower case, are all ours, so that an unknown one bounces.
   */
  boolean isOurs(String domain);
}
