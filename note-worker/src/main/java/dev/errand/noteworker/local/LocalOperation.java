package dev.errand.noteworker.local;

import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.UserId;
import java.io.IOException;

/**
 * An operation on a person's own folder.
 *
 * @param changes whether it changes something there, and so has the folder to itself
 */
record LocalOperation(OperationName name, Shelf shelf, boolean changes, Asking asking)
    implements Operation {

  /** Understands what is asked for, before the folder is touched. */
  interface Asking {

    Work of(OperationContext context);
  }

  /** Does it; again from its beginning, if an earlier run did not come to its end. */
  interface Work {

    Object in(Notebook notebook) throws IOException;
  }

  @Override
  public boolean needsConnection(UserId user) {
    return false;
  }

  @Override
  public Object perform(OperationContext context) {
    return shelf.with(context, changes, asking.of(context));
  }
}
