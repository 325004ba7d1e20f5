package dev.errand.runtime.local;

import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationAround;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.UserId;

/** One operation in two places: for some people here, for the others at the provider. */
record Kept(LocalOnly local, Operation there, Operation here) implements OperationAround {

  @Override
  public Operation operation() {
    return there;
  }

  @Override
  public boolean needsConnection(UserId user) {
    return !local.holds(user) && there.needsConnection(user);
  }

  @Override
  public Object perform(OperationContext context) {
    return (local.holds(context.command().user()) ? here : there).perform(context);
  }
}
