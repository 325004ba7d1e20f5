package dev.errand.runtime.kafka;

import dev.errand.runtime.postgres.PartitionCounts.Seen;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * Which partition a user's commands belong in: where Kafka's own partitioner puts them, by as many
 * partitions as there are; and where it put them when there were fewer.
 *
 * @param count how many there are
 * @param lately how many there were before that, as long as what was sent then counts in limits
 * @param earlier how many there were, as long as commands of then are left; smallest first
 */
public record Homes(int count, List<Integer> lately, List<Earlier> earlier) {

  /** When nobody was asked yet. */
  static final Homes UNKNOWN = new Homes(0, List.of(), List.of());

  public Homes {
    lately = List.copyOf(lately);
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
    List<Integer> lately = new ArrayList<>();
    List<Earlier> earlier = new ArrayList<>();
    for (int i = 0; i + 1 < seen.size() && seen.get(i).count() < count; i++) {
      if (seen.get(i).settled()) {
        lately.add(seen.get(i).count());
      } else {
        earlier.add(new Earlier(seen.get(i).count(), seen.get(i + 1).since().plus(latest)));
      }
    }
    return new Homes(count, lately, earlier);
  }

  /** When nothing is left of what was sent before. */
  Homes settled() {
    return new Homes(
        count,
        Stream.concat(lately.stream(), earlier.stream().map(Earlier::count)).toList(),
        List.of());
  }

  /** Whether it matters for anybody that there were fewer. */
  boolean grew() {
    return !lately.isEmpty() || !earlier.isEmpty();
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
            List.of(),
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

  /** Where else the user's commands may be, or have been lately. */
  Set<Integer> others(int partition, String user) {
    byte[] key = user.getBytes(StandardCharsets.UTF_8);
    Set<Integer> others = new HashSet<>();
    others.add(home(key, count));
    lately.forEach(each -> others.add(home(key, each)));
    earlier.forEach(each -> others.add(home(key, each.count())));
    others.remove(partition);
    return others;
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
