package dev.errand.e2e.oracle;

import java.util.Map;
import java.util.stream.Stream;

/**
 * After the faults each process uses what it used before: a leak would show here.
 *
 * @param before by the name of the process
 */
public record BackToNormal(Map<String, Resources> before, Map<String, Resources> after)
    implements Oracle {

  /** Lanes, remembered pages and code that was not run before take their place for good. */
  private static final long MORE_HEAP = 48L << 20;

  /** A pool that has grown once, and the platform threads that carry virtual ones. */
  private static final int MORE_THREADS = 24;

  private static final int MORE_FILES = 64;

  @Override
  public Stream<String> violations() {
    return before.entrySet().stream()
        .flatMap(
            each -> {
              Resources now = after.get(each.getKey());
              return now == null
                  ? Stream.of(each.getKey() + " is not running")
                  : grown(each.getKey(), each.getValue(), now);
            });
  }

  private static Stream<String> grown(String name, Resources before, Resources now) {
    return Stream.of(
            grown(name, "bytes of heap", before.heap(), now.heap(), MORE_HEAP),
            grown(name, "threads", before.threads(), now.threads(), MORE_THREADS),
            grown(name, "open files", before.files(), now.files(), MORE_FILES),
            grown(name, "database connections", before.connections(), now.connections(), 0))
        .flatMap(violations -> violations);
  }

  private static Stream<String> grown(String name, String what, long before, long now, long more) {
    return now > before + more
        ? Stream.of("%s has %d %s, before the faults %d".formatted(name, now, what, before))
        : Stream.empty();
  }
}
