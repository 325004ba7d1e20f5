package dev.errand.connections;

import dev.errand.schemas.UserId;
import java.util.List;
import java.util.Optional;

/**
 * The versions of the key behind a {@link KeyWrapper}. What an older one wrapped opens until the
 * operator ends it there.
 *
 * <p>Every method throws {@link OutOfReach} if the key service does not answer.
 */
public interface WrapperKeys {

  /** Makes a new version, which wraps from now on. */
  void rotate();

  /** The version that wraps now. */
  String newest();

  /** The version that wrapped it; empty if that was another wrapper. */
  Optional<String> versionOf(WrappedKey wrapped);

  /**
   * Wraps each under the newest version. Answers in the same order; empty for one that does not
   * open.
   */
  List<Optional<WrappedKey>> rewrap(List<Owned> keys);

  /** A user's wrapped data key. */
  record Owned(UserId user, WrappedKey wrapped) {}
}
