package dev.errand.sandbox.fault;

import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * What goes wrong with a call.
 *
 * @param name for the ledger
 * @param point before the commit nothing has changed and the provider's code never runs; after it
 *     the effect is there. An after-fault waits for a call that succeeds: a refused one is none.
 * @param delay waited at that point
 */
public record Fault(String name, Point point, Duration delay, Ending ending) {

  /** Where in the call a fault strikes. */
  public enum Point {
    BEFORE,
    AFTER
  }

  public static Fault reset(Point point) {
    return new Fault("reset", point, Duration.ZERO, new Ending.Reset());
  }

  public static Fault ignore(Point point) {
    return new Fault("ignore", point, Duration.ZERO, new Ending.Ignore());
  }

  public static Fault delay(Point point, Duration delay) {
    return new Fault("delay", point, delay, new Ending.Proceed());
  }

  public static Fault answer(Point point, Reply reply) {
    return replace("answer " + reply.status(), point, real -> reply);
  }

  public static Fault replace(String name, Point point, UnaryOperator<Reply> answer) {
    return replace(name, point, (request, real) -> answer.apply(real));
  }

  public static Fault replace(String name, Point point, BiFunction<Request, Reply, Reply> answer) {
    return new Fault(name, point, Duration.ZERO, new Ending.Replace(answer));
  }

  public static Fault drip(int bytesEach, Duration interval) {
    return new Fault("drip", Point.AFTER, Duration.ZERO, new Ending.Drip(bytesEach, interval));
  }

  public Fault delayed(Duration by) {
    return new Fault(name, point, by, ending);
  }

  public Fault named(String other) {
    return new Fault(other, point, delay, ending);
  }

  /** As the ledger says it. */
  public String text() {
    return name + (point == Point.BEFORE ? " before commit" : " after commit");
  }
}
