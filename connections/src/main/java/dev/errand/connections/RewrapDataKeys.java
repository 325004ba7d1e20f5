package dev.errand.connections;

import dev.errand.connections.WrapperKeys.Owned;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Wraps every user's data key under the newest version of the key, some at a time. It can be ended
 * anywhere and begun again: what is done is seen from the text itself, and each text replaces
 * exactly the one it came from. No token is touched.
 */
public final class RewrapDataKeys {

  private static final int AT_ONCE = 100;

  private final AllDataKeys store;
  private final WrapperKeys keys;

  public RewrapDataKeys(AllDataKeys store, WrapperKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /**
   * How far it is.
   *
   * @param seen all data keys that were looked at
   * @param rewrapped of these, those that are under the newest version by it
   * @param broken of these, those that do not open, and stay as they are
   */
  public record Progress(long seen, long rewrapped, long broken) {}

  /**
   * Goes through all of them.
   *
   * @param told after each lot
   */
  public Progress run(Consumer<Progress> told) {
    String newest = keys.newest();
    Progress progress = new Progress(0, 0, 0);
    List<Owned> lot = store.after(null, AT_ONCE);
    while (!lot.isEmpty()) {
      progress = plus(progress, lot.size(), rewrap(newest, lot));
      told.accept(progress);
      lot = store.after(lot.getLast().user(), AT_ONCE);
    }
    return progress;
  }

  /** How many data keys each version wraps; those of another wrapper under an empty name. */
  public Map<String, Long> versions() {
    Map<String, Long> counts = new TreeMap<>();
    for (List<Owned> lot = store.after(null, AT_ONCE);
        !lot.isEmpty();
        lot = store.after(lot.getLast().user(), AT_ONCE)) {
      lot.forEach(each -> counts.merge(keys.versionOf(each.wrapped()).orElse(""), 1L, Long::sum));
    }
    return counts;
  }

  private Progress rewrap(String newest, List<Owned> lot) {
    List<Owned> old =
        lot.stream()
            .filter(each -> !keys.versionOf(each.wrapped()).equals(Optional.of(newest)))
            .toList();
    List<Optional<WrappedKey>> anew = old.isEmpty() ? List.of() : keys.rewrap(old);
    long broken = 0;
    long rewrapped = 0;
    for (int index = 0; index < old.size(); index++) {
      Owned before = old.get(index);
      Optional<WrappedKey> now = anew.get(index);
      if (now.isEmpty()) {
        broken++;
      } else if (store.replace(before.user(), before.wrapped(), now.get())) {
        rewrapped++;
      }
    }
    return new Progress(0, rewrapped, broken);
  }

  private static Progress plus(Progress before, int seen, Progress lot) {
    return new Progress(
        before.seen() + seen, before.rewrapped() + lot.rewrapped(), before.broken() + lot.broken());
  }
}
