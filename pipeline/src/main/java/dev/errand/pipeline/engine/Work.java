package dev.errand.pipeline.engine;

import dev.errand.pipeline.FollowUps;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.schemas.OperationName;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the engine does: the operations of one provider, and what follows their ends. */
public record Work(
    ProviderPolicy policy, Map<OperationName, Operation> operations, FollowUps followUps) {

  public Work {
    operations = Map.copyOf(operations);
  }

  /** Work that nothing follows. */
  public Work(ProviderPolicy policy, Map<OperationName, Operation> operations) {
    this(policy, operations, FollowUps.NONE);
  }

  /** The same, with what follows it. */
  public Work with(FollowUps others) {
    return new Work(policy, operations, others);
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
