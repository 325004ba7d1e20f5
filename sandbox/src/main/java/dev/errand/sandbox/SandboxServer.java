package dev.errand.sandbox;

import dev.errand.sandbox.admin.AdminApi;
import dev.errand.sandbox.graph.GraphMail;
import dev.errand.sandbox.http.BodyLimits;
import dev.errand.sandbox.http.Exchange;
import dev.errand.sandbox.http.HttpServer;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.ledger.Ledger;
import dev.errand.sandbox.world.World;
import java.net.URI;
import java.time.InstantSource;

/**
 * A running sandbox: one isolated world behind one port. Safe for all threads.
 *
 * <p>What {@code /admin/**} does over HTTP, a test in the same JVM does on {@link #world}.
 */
public final class SandboxServer implements AutoCloseable {

  private static final int CALLS_KEPT = 2_000_000;

  private final HttpServer http;
  private volatile Wiring wiring;

  private record Wiring(World world, Router router) {}

  private SandboxServer(int port, int threads) {
    this.wiring = wire();
    this.http = HttpServer.start(port, threads, BodyLimits.STANDARD, this::serve);
  }

  /**
   * Starts on one event loop.
   *
   * @param port 0 takes a free one
   */
  public static SandboxServer start(int port) {
    return new SandboxServer(port, 1);
  }

  static SandboxServer start(int port, int threads) {
    return new SandboxServer(port, threads);
  }

  private Wiring wire() {
    World world = World.empty(InstantSource.system(), Ledger.affordable(CALLS_KEPT));
    Router router = new Router();
    new AdminApi(world, this::reset).routes(router);
    new GraphMail(world).routes(router);
    return new Wiring(world, router);
  }

  private void serve(Exchange exchange) {
    Wiring now = wiring;
    ServeCall.start(now.world(), exchange, now.router().match(exchange.request()));
  }

  /** {@code http://localhost:<port>}, without a slash at the end. */
  public URI uri() {
    return URI.create("http://localhost:" + http.port());
  }

  /** The world as it is now; {@link #reset} makes another. */
  public World world() {
    return wiring.world();
  }

  /** Begins an empty world. Calls that still run end in the old one. */
  public void reset() {
    wiring = wire();
  }

  void join() throws InterruptedException {
    http.join();
  }

  @Override
  public void close() {
    http.close();
  }
}
