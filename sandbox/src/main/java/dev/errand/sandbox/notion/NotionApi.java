package dev.errand.sandbox.notion;

import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.world.World;
import java.util.function.Function;

/** The routes of the API. */
public final class NotionApi {

  private static final String PREFIX = "/notion/v1";

  private final World world;
  private final Notion notion;
  private final Gate gate;

  public NotionApi(World world, Notion notion) {
    this.world = world;
    this.notion = notion;
    this.gate = new Gate(world, notion, new NotionLimits(world));
  }

  public void routes(Router router) {
    UsersApi users = new UsersApi(world, notion);
    add(router, "GET", "/users/me", users::me);
    add(router, "GET", "/users/{id}", users::get);
    router.fallback(Area.NOTION, "/notion", request -> Gate.unknownAddress());
  }

  private void add(
      Router router, String method, String path, Function<NotionCall, Answer> endpoint) {
    router.add(Area.NOTION, method, PREFIX + path, request -> gate.pass(request, endpoint));
  }
}
