package dev.errand.pipeline.engine;

import dev.errand.pipeline.Operation;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.schemas.OperationName;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the engine does: the operations of one provider. */
public record Work(ProviderPolicy policy, Map<OperationName, Operation> operations) {

  public Work {
    operations = Map.copyOf(operations);
  }

  /**
   * The work of these operations.
   *
   * @throws IllegalStateException if two operations have the same name
   */
  public static Work of(ProviderPolicy policy, Collection<? extends Operation> operations) {
    return new Work(
        policy,
        operations.stream().collect(Collectors.toMap(Operation::name, Function.identity())));
  }
}
