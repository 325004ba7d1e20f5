package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.Mailbox;
import dev.errand.sandbox.graph.mailbox.PostOffice;
import dev.errand.sandbox.graph.mailbox.SendingLimits;
import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.world.World;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Graph mail for the people of a world. Safe for all threads. */
public final class GraphMail {

  private final World world;
  private final Callers callers;
  private final Throttle throttle;
  private final PostOffice postOffice;
  private final Gate gate;
  private volatile GraphSettings settings = GraphSettings.defaults();

  /** Declares the limits and the fault presets named {@code graph.*}. */
  public GraphMail(World world) {
    Callers callers = new Callers(world);
    Answers answers = new Answers(world.clock());
    SendingLimits sending = new SendingLimits(world.limits(), world.clock()::nanos);
    this.postOffice =
        new PostOffice(
            world.clock(), callers, sending, () -> settings.send(), () -> settings.store());
    this.world = world;
    this.callers = callers;
    this.throttle = new Throttle(world.limits(), world.clock()::nanos);
    this.gate = new Gate(callers, throttle, postOffice, answers, this::settings);
    new GraphPresets(answers).addTo(world.presets());
  }

  /** Adds {@code /graph/v1.0/**}, {@code /outlook/**} and {@code /admin/graph/**}. */
  public void routes(Router router) {
    UploadEndpoints uploads = new UploadEndpoints(postOffice, callers, throttle, gate);
    uploads.routes(router);
    new GraphApi(gate, postOffice, uploads).routes(router);
    router.add(
        Area.GRAPH,
        "POST",
        GraphApi.PREFIX + "/$batch",
        gate.answering(new BatchEndpoint(world, router, callers)::answer));
    new AdminGraph(this).routes(router);
    new AdminMailboxes(this).routes(router);
  }

  /**
   * Looks into somebody's mailbox as the store sees it, or does in it what people and
   * administrators do.
   *
   * @param person id or address
   * @throws IllegalArgumentException if there is no such person
   */
  public <T> T inMailbox(String person, Function<Mailbox, T> action) {
    synchronized (postOffice) {
      return action.apply(postOffice.open(callers.owner(person)));
    }
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
