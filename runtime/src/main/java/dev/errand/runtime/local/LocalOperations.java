package dev.errand.runtime.local;

import dev.errand.pipeline.Operation;
import java.util.List;

/** What a worker can do without its provider. */
public record LocalOperations(List<Operation> operations) {

  public LocalOperations {
    operations = List.copyOf(operations);
  }

  /** As of a worker whose every operation is in somebody's account. */
  public static LocalOperations none() {
    return new LocalOperations(List.of());
  }
}
