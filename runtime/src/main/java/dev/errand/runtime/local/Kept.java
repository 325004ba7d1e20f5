package dev.errand.runtime.local;

import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.UserId;

/** One operation in two places: for some people here, for the others at the provider. */
record Kept(LocalOnly local, Operation there, Operation here) implements Operation {

  @Override
  public OperationName name() {
    return there.name();
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
