package dev.errand.pipeline;

import dev.errand.schemas.OperationName;
import dev.errand.schemas.UserId;

/** One that does more than the operation it is around, and is otherwise as that one says it is. */
public interface OperationAround extends Operation {

  Operation operation();

  @Override
  default OperationName name() {
    return operation().name();
  }

  @Override
  default boolean needsConnection(UserId user) {
    return operation().needsConnection(user);
  }

  @Override
  default boolean changesByCalls() {
    return operation().changesByCalls();
  }

  @Override
  default boolean goesAhead() {
    return operation().goesAhead();
  }
}
