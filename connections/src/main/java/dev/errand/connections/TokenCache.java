package dev.errand.connections;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The opened tokens that were used last, and for each user which versions are over: refused by the
 * provider, or changed since. Safe for use by many threads; the lock is held for a look-up only.
 */
final class TokenCache {

  private final int most;
  private final Duration unusedFor;
  private final Map<Owner, Kept> entries;
  private final Map<Owner, Long> refused;
  private final Map<Owner, Long> changed;

  /**
   * @param most how many entries are kept
   * @param unusedFor after which an entry that nobody asked for leaves
   */
  TokenCache(int most, Duration unusedFor) {
    this.most = most;
    this.unusedFor = unusedFor;
    this.entries = leastUsedLeaves();
    this.refused = leastUsedLeaves();
    this.changed = leastUsedLeaves();
  }

  private record Kept(Entry entry, Instant used) {}

  /** The entry, if its token may still be given at this instant. */
  synchronized @Nullable Entry get(Owner owner, Instant now) {
    Kept kept = entries.get(owner);
    if (kept == null || !now.isBefore(kept.entry().until())) {
      return null;
    }
    entries.put(owner, new Kept(kept.entry(), now));
    return kept.entry();
  }

  /** Keeps the token, unless its version is over or a newer one is there. */
  synchronized void put(Owner owner, Entry entry, Instant now) {
    Kept there = entries.get(owner);
    if (entry.version() > refusedVersion(owner)
        && entry.version() >= changed.getOrDefault(owner, 0L)
        && (there == null || there.entry().version() <= entry.version())) {
      entries.put(owner, new Kept(entry, now));
    }
    dropUnused(now.minus(unusedFor));
  }

  /** The least used come first. */
  private void dropUnused(Instant since) {
    Iterator<Kept> kept = entries.values().iterator();
    while (kept.hasNext() && kept.next().used().isBefore(since)) {
      kept.remove();
    }
  }

  /** The entry was found to be what is stored, at that moment. */
  synchronized void readAgain(Owner owner, long version, long readAt) {
    entries.computeIfPresent(
        owner,
        (_, kept) ->
            kept.entry().version() == version
                ? new Kept(kept.entry().readAt(readAt), kept.used())
                : kept);
  }

  /** Versions up to this one are not given again. */
  synchronized void refuse(Owner owner, long version) {
    refused.merge(owner, version, Math::max);
    dropBefore(owner, version + 1);
  }

  /**
   * Versions before this one are not kept any more, also if they were read before and come late.
   */
  synchronized void change(Owner owner, long version) {
    changed.merge(owner, version, Math::max);
    dropBefore(owner, version);
  }

  synchronized void dropBefore(Owner owner, long version) {
    entries.computeIfPresent(owner, (_, kept) -> kept.entry().version() < version ? null : kept);
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
   * @param readAt when its connection was read, in nanoseconds of this process; not later than that
   */
  record Entry(UsableToken token, Instant until, @Nullable Instant refreshDue, long readAt) {

    long version() {
      return token.connection().version();
    }

    Entry readAt(long moment) {
      return new Entry(token, until, refreshDue, moment);
    }
  }
}
