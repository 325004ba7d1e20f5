package dev.errand.sandbox.fault;

import dev.errand.sandbox.fault.FaultRule.Target;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The fault rules in force, oldest first; the first that matches strikes. Safe for all threads. */
public final class Faults {

  private final AtomicLong ids = new AtomicLong();
  private final List<Armed> armed = new CopyOnWriteArrayList<>();

  private static final class Armed {
    final String id;
    final FaultRule rule;
    private final Random chance;
    private long toSpare;
    private long left;

    Armed(String id, FaultRule rule) {
      this.id = id;
      this.rule = rule;
      this.chance = new Random(rule.seed());
      this.toSpare = rule.after();
      this.left = rule.times();
    }

    synchronized boolean strikes() {
      if (toSpare > 0) {
        toSpare--;
        return false;
      }
      if (left == 0 || (rule.percent() < 100 && chance.nextDouble() * 100 >= rule.percent())) {
        return false;
      }
      left--;
      return true;
    }

    synchronized long left() {
      return left;
    }
  }

  /** A rule in force. */
  public record State(String id, FaultRule rule, long left) {}

  /** Puts a rule in force and tells its id. */
  public String add(FaultRule rule) {
    String id = "fault-" + ids.incrementAndGet();
    armed.add(new Armed(id, rule));
    return id;
  }

  /** The fault that strikes this call at this point; counts it. */
  public Optional<Fault> strike(Fault.Point point, Target target) {
    Optional<Armed> striking =
        armed.stream()
            .filter(one -> one.rule.fault().point() == point && one.rule.matches(target))
            .filter(Armed::strikes)
            .findFirst();
    striking.filter(one -> one.left() == 0).ifPresent(armed::remove);
    return striking.map(one -> one.rule.fault());
  }

  public List<State> list() {
    return armed.stream().map(one -> new State(one.id, one.rule, one.left())).toList();
  }

  public boolean remove(String id) {
    return armed.removeIf(one -> one.id.equals(id));
  }

  public void clear() {
    armed.clear();
  }
}
