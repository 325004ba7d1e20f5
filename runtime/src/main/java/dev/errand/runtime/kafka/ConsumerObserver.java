package dev.errand.runtime.kafka;

/** Watches the Kafka side of a worker. Must be quick and must not throw. */
public interface ConsumerObserver {

  /** Somebody who looks away. */
  ConsumerObserver NONE = new ConsumerObserver() {};

  /** A record went to the dead topic; the code is a problem's, or {@code unreadable}. */
  default void buried(String code) {}

  /** A command lay in a partition where its user does not belong, and was refused. */
  default void misplaced() {}

  /** The next records of a partition are gone from the topic before they were read. */
  default void recordsLost() {}
}
