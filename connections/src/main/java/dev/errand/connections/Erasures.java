package dev.errand.connections;

import dev.errand.connections.Disconnects.Revocation;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.util.Map;

/** Erases what we know of people. Safe for use by many threads. */
public interface Erasures {

  /**
   * Ends all of the user's connections, destroys their data key, so that every copy of what it
   * sealed is unreadable, and takes out of what is kept whose accounts those were.
   *
   * <p>May be repeated, and has to be after {@link Erased.Unavailable}.
   */
  Erased erase(UserId user);

  /** What was done. */
  sealed interface Erased {

    /**
     * All of it.
     *
     * @param revocations what became of the permissions that were not ended before
     */
    record Done(Map<Provider, Revocation> revocations) implements Erased {

      public Done {
        revocations = Map.copyOf(revocations);
      }
    }

    /**
     * The store did not answer: some of it may be done.
     *
     * @param revocations what became of the permissions that were ended
     */
    record Unavailable(Map<Provider, Revocation> revocations) implements Erased {

      public Unavailable {
        revocations = Map.copyOf(revocations);
      }
    }
  }
}
