package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.PostOffice;
import dev.errand.sandbox.graph.mailbox.SendingLimits;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.world.World;
import java.util.function.UnaryOperator;

/** Graph mail for the people of a world. Safe for all threads. */
public final class GraphMail {

  private final PostOffice postOffice;
  private final Gate gate;
  private volatile GraphSettings settings = GraphSettings.defaults();

  /** Declares the limits and the fault presets named {@code graph.*}. */
  public GraphMail(World world) {
    Callers callers = new Callers(world);
    Answers answers = new Answers(world.clock());
    SendingLimits sending = new SendingLimits(world.limits(), world.clock()::nanos);
    this.postOffice = new PostOffice(world.clock(), callers, sending, () -> settings.send());
    Throttle throttle = new Throttle(world.limits(), world.clock()::nanos);
    this.gate = new Gate(callers, throttle, postOffice, answers, this::settings);
    new GraphPresets(answers).addTo(world.presets());
  }

  /** Adds {@code /graph/v1.0/**} and {@code /admin/graph/settings}. */
  public void routes(Router router) {
    new GraphApi(gate, postOffice).routes(router);
    new AdminGraph(this).routes(router);
  }

  public GraphSettings settings() {
    return settings;
  }

  /** Changes what the next calls meet. */
  public synchronized GraphSettings change(UnaryOperator<GraphSettings> change) {
    settings = change.apply(settings);
    return settings;
  }
}
