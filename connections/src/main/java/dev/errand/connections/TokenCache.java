package dev.errand.connections;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The opened tokens that were used last, and for each user which version was refused. Safe for use
 * by many threads; the lock is held for a look-up only.
 */
final class TokenCache {

  private final int most;
  private final Map<Owner, Entry> entries;
  private final Map<Owner, Long> refused;

  TokenCache(int most) {
    this.most = most;
    this.entries = leastUsedLeaves();
    this.refused = leastUsedLeaves();
  }

  /** The entry, if it may still be given at this instant. */
  synchronized @Nullable Entry get(Owner owner, Instant now) {
    Entry entry = entries.get(owner);
    return entry != null && now.isBefore(entry.until()) ? entry : null;
  }

  /** Keeps the token, unless its version was refused or a newer one is there. */
  synchronized void put(Owner owner, Entry entry) {
    Entry there = entries.get(owner);
    if (entry.version() > refusedVersion(owner)
        && (there == null || there.version() <= entry.version())) {
      entries.put(owner, entry);
    }
  }

  /** Versions up to this one are not given again. */
  synchronized void refuse(Owner owner, long version) {
    refused.merge(owner, version, Math::max);
    dropBefore(owner, version + 1);
  }

  synchronized void dropBefore(Owner owner, long version) {
    entries.computeIfPresent(owner, (_, entry) -> entry.version() < version ? null : entry);
  }

  /** The newest version that was refused; 0 if none was. */
  synchronized long refusedVersion(Owner owner) {
    return refused.getOrDefault(owner, 0L);
  }

  private <V> Map<Owner, V> leastUsedLeaves() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<Owner, V> eldest) {
        return size() > most;
      }
    };
  }

  /** Whose token. */
  record Owner(UserId user, Provider provider) {}

  /**
   * A token in the cache.
   *
   * @param until when it is no longer given
   * @param refreshDue when it is time to refresh in the background; absent: never
   */
  record Entry(UsableToken token, Instant until, @Nullable Instant refreshDue) {

    long version() {
      return token.connection().version();
    }
  }
}
