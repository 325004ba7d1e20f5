package dev.errand.runtime.kafka;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where reading a topic goes on: in each partition that is read, at an offset. As text it is one
 * word for an address; what the word says is nobody else's business.
 *
 * @param offsets by partition; none is negative
 */
public record Cursor(SortedMap<Integer, Long> offsets) {

  private static final Pattern ONE = Pattern.compile("([0-9]{1,9})-([0-9]{1,18})");

  public Cursor {
    offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
    if (offsets.values().stream().anyMatch(offset -> offset < 0)) {
      throw new IllegalArgumentException("An offset is not negative");
    }
  }

  /** Reading one partition. */
  public static Cursor at(int partition, long offset) {
    return new Cursor(new TreeMap<>(Map.of(partition, offset)));
  }

  /**
   * Reads {@link #toString}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Cursor of(String text) {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    for (String each : text.split("\\.", -1)) {
      Matcher one = ONE.matcher(each);
      if (!one.matches()) {
        throw new IllegalArgumentException("That is no place to go on from");
      }
      offsets.put(Integer.valueOf(one.group(1)), Long.valueOf(one.group(2)));
    }
    return new Cursor(offsets);
  }

  @Override
  public String toString() {
    return offsets.entrySet().stream()
        .map(each -> each.getKey() + "-" + each.getValue())
        .collect(joining("."));
  }
}
