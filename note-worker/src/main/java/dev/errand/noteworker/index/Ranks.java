package dev.errand.noteworker.index;

import dev.errand.noteworker.index.NoteIndex.By;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One order of several: reciprocal rank fusion, each place counts 1 / (60 + place), as in Cormack,
 * Clarke and Buettcher, 2009. What is well placed in two is before what is first in one; scores,
 * which cannot be compared, are not. For one thread.
 *
 * @param <T> what is ordered
 */
public final class Ranks<T> {

  private static final int DAMPING = 60;

  private final Map<T, Double> scores = new LinkedHashMap<>();
  private final Map<T, Set<By>> found = new LinkedHashMap<>();

  /** One order, the best first. */
  public void add(By by, List<T> order) {
    for (int place = 0; place < order.size(); place++) {
      scores.merge(order.get(place), 1.0 / (DAMPING + place + 1), Double::sum);
      found.computeIfAbsent(order.get(place), _ -> EnumSet.noneOf(By.class)).add(by);
    }
  }

  /** Something that was found already also was found by these. */
  public void also(T it, Set<By> by) {
    found.computeIfAbsent(it, _ -> EnumSet.noneOf(By.class)).addAll(by);
  }

  /** The best of all; of equals, the one that was told first. */
  public List<T> best(int most) {
    List<T> best = new ArrayList<>(scores.keySet());
    best.sort((one, other) -> Double.compare(score(other), score(one)));
    return List.copyOf(best.subList(0, Math.min(most, best.size())));
  }

  private double score(T it) {
    return scores.getOrDefault(it, 0.0);
  }

  /** What it was found by. */
  public Set<By> by(T it) {
    return Set.copyOf(found.getOrDefault(it, Set.of()));
  }
}
