package dev.errand.sandbox;

import dev.errand.sandbox.admin.AdminApi;
import dev.errand.sandbox.graph.GraphMail;
import dev.errand.sandbox.http.BodyLimits;
import dev.errand.sandbox.http.Exchange;
import dev.errand.sandbox.http.HttpServer;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.ledger.Ledger;
import dev.errand.sandbox.notion.Notion;
import dev.errand.sandbox.notion.NotionAdmin;
import dev.errand.sandbox.notion.NotionApi;
import dev.errand.sandbox.oauth.microsoft.MicrosoftOAuth;
import dev.errand.sandbox.oauth.notion.NotionOAuth;
import dev.errand.sandbox.oauth.signin.SignIn;
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

  private record Wiring(
      World world,
      Notion notion,
      NotionOAuth notionOAuth,
      MicrosoftOAuth microsoft,
      GraphMail graph,
      Router router) {}

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
    Notion notion = new Notion(world);
    NotionOAuth notionOAuth = new NotionOAuth(world, notion);
    MicrosoftOAuth microsoft = new MicrosoftOAuth(world);
    GraphMail graph = new GraphMail(world);
    Router router = new Router();
    new AdminApi(world, this::reset).routes(router);
    graph.routes(router);
    new NotionApi(world, notion).routes(router);
    new NotionAdmin(world, notion).routes(router);
    notionOAuth.routes(router);
    microsoft.routes(router);
    new SignIn(world).routes(router);
    return new Wiring(world, notion, notionOAuth, microsoft, graph, router);
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

  /** What people do in Notion by hand. */
  public Notion notion() {
    return wiring.notion();
  }

  public NotionOAuth notionOAuth() {
    return wiring.notionOAuth();
  }

  public MicrosoftOAuth microsoft() {
    return wiring.microsoft();
  }

  /** How Graph mail behaves. */
  public GraphMail graph() {
    return wiring.graph();
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
