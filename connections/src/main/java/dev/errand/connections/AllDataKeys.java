package dev.errand.connections;

import dev.errand.connections.WrapperKeys.Owned;
import dev.errand.schemas.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wrapped data keys of everybody. Throws {@link OutOfReach} if they cannot be reached. */
public interface AllDataKeys {

  /**
   * Those of the users who come next.
   *
   * @param last the last one before them; absent: from the first
   */
  List<Owned> after(@Nullable UserId last, int most);

  /** Replaces the user's key if it is that one (compare-and-set); whether it did. */
  boolean replace(UserId user, WrappedKey before, WrappedKey now);
}
