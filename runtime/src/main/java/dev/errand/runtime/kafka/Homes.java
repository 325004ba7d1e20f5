package dev.errand.runtime.kafka;

import dev.errand.runtime.postgres.PartitionCounts.Seen;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/**
 * Which partition a user's commands belong in: where Kafka's own partitioner puts them, by as many
 * partitions as there are; and where it put them when there were fewer.
 *
 * @param count how many there are
 * @param earlier how many there were, as long as it matters; smallest first
 */
public record Homes(int count, List<Earlier> earlier) {

  /** When nobody was asked yet. */
  static final Homes UNKNOWN = new Homes(0, List.of());

  public Homes {
    earlier = List.copyOf(earlier);
  }

  /**
   * An earlier number of partitions.
   *
   * @param until producers may not have heard of the next number before
   */
  public record Earlier(int count, Instant until) {}

  /**
   * Of what was seen.
   *
   * @param seen smallest first
   * @param latest how long a producer may not hear of a change
   */
  static Homes of(int count, List<Seen> seen, Duration latest) {
    List<Earlier> earlier = new ArrayList<>();
    for (int i = 0; i + 1 < seen.size() && seen.get(i).count() < count; i++) {
      earlier.add(new Earlier(seen.get(i).count(), seen.get(i + 1).since().plus(latest)));
    }
    return new Homes(count, earlier);
  }

  /**
   * Of what matters still, for who only asks where commands lie.
   *
   * @param counts smallest first; the last is the one there is
   */
  public static Homes of(List<Integer> counts) {
    return counts.isEmpty()
        ? UNKNOWN
        : new Homes(
            counts.getLast(),
            counts.subList(0, counts.size() - 1).stream()
                .map(count -> new Earlier(count, Instant.MAX))
                .toList());
  }

  /** Whether a record may lie there. */
  boolean accept(int partition, byte[] key, Instant written, Instant now) {
    return partition == home(key, count)
        || earlier.stream()
            .filter(each -> !now.isAfter(each.until()) || !written.isAfter(each.until()))
            .anyMatch(each -> partition == home(key, each.count()));
  }

  /** Where the user's commands were put before they came to be put into that partition. */
  public List<Integer> before(int partition, String user) {
    byte[] key = user.getBytes(StandardCharsets.UTF_8);
    List<Integer> before = new ArrayList<>();
    for (Earlier each : earlier) {
      int home = home(key, each.count());
      if (home == partition) {
        return before;
      }
      before.add(home);
    }
    return before;
  }

  boolean isHome(int partition, String user) {
    return partition == home(user.getBytes(StandardCharsets.UTF_8), count);
  }

  /** Partitions in which something may lie that belongs elsewhere now: those below this number. */
  int old() {
    return earlier.isEmpty() ? 0 : earlier.getLast().count();
  }

  /** When all producers have heard of the count there is. */
  boolean allHeard(Instant now) {
    return earlier.stream().allMatch(each -> now.isAfter(each.until()));
  }

  private static int home(byte[] key, int count) {
    return count == 0 ? -1 : Utils.toPositive(Utils.murmur2(key)) % count;
  }
}
