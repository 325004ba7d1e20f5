package dev.errand.runtime.kafka;

import dev.errand.pipeline.journal.Partition;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** What a worker's consumer knows of itself. Written by its thread, read by any. */
public final class ConsumerState {

  private final LongSupplier nanos;
  private final Set<Partition> assigned = ConcurrentHashMap.newKeySet();
  private final Set<Partition> recordsLost = ConcurrentHashMap.newKeySet();
  private volatile boolean refused;
  private volatile long lastBeat;

  /** Of a consumer that was given nothing yet. */
  public ConsumerState(LongSupplier nanos) {
    this.nanos = nanos;
    lastBeat = nanos.getAsLong();
  }

  /** What Kafka gave to this worker, whether or not it could be taken over yet. */
  public Set<Partition> assigned() {
    return Set.copyOf(assigned);
  }

  /** Partitions whose next records are gone from the topic before they were read. */
  public Set<Partition> recordsLost() {
    return Set.copyOf(recordsLost);
  }

  /** Whether Kafka refuses who we are or what we ask for. */
  public boolean refused() {
    return refused;
  }

  /** How long ago the consumer's thread was last seen to come round. */
  public Duration sinceLastBeat() {
    return Duration.ofNanos(nanos.getAsLong() - lastBeat);
  }

  void beat() {
    lastBeat = nanos.getAsLong();
  }

  void assigned(Collection<Partition> partitions) {
    assigned.addAll(partitions);
  }

  void gone(Collection<Partition> partitions) {
    assigned.removeAll(partitions);
    recordsLost.removeAll(partitions);
  }

  /** Whether that is news. */
  boolean recordsLost(Partition partition) {
    return recordsLost.add(partition);
  }

  void refused(boolean now) {
    refused = now;
  }
}
