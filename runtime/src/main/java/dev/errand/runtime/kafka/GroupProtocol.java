package dev.errand.runtime.kafka;

/** How the members of a consumer group agree on who gets what. */
public enum GroupProtocol {
  /** The members agree among themselves, cooperatively and with as few moves as can be. */
  CLASSIC,
  /** The broker decides (KIP-848). */
  CONSUMER
}
