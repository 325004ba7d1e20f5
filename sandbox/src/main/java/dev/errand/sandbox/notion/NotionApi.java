package dev.errand.sandbox.notion;

import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.world.World;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The routes of the API. */
public final class NotionApi {

  private static final String PREFIX = "/notion/v1";

  /** Real addresses that a caller must not take for unknown ones. */
  private static final Map<String, List<String>> NOT_SIMULATED =
      Map.of(
          "/users", List.of("GET"),
          "/pages/{id}/markdown", List.of("GET", "PATCH"),
          "/databases/{id}", List.of("PATCH"),
          "/data_sources", List.of("POST"),
          "/data_sources/{id}", List.of("PATCH"),
          "/data_sources/{id}/templates", List.of("GET"),
          "/comments", List.of("GET", "POST"),
          "/file_uploads", List.of("GET", "POST"));

  private final World world;
  private final Notion notion;
  private final Gate gate;

  public NotionApi(World world, Notion notion) {
    this.world = world;
    this.notion = notion;
    this.gate = new Gate(world, notion, new NotionLimits(world));
  }

  public void routes(Router router) {
    NotionPresets.addTo(world.presets());
    UsersApi users = new UsersApi(world, notion);
    add(router, "GET", "/users/me", users::me);
    add(router, "GET", "/users/{id}", users::get);
    PagesApi pages = new PagesApi(notion);
    add(router, "POST", "/pages", pages::create);
    add(router, "GET", "/pages/{id}", pages::get);
    add(router, "PATCH", "/pages/{id}", pages::update);
    add(router, "POST", "/pages/{id}/move", pages::move);
    add(router, "GET", "/pages/{id}/properties/{property}", new PropertiesApi()::get);
    DatabasesApi databases = new DatabasesApi();
    add(router, "POST", "/databases", databases::create);
    add(router, "GET", "/databases/{id}", databases::get);
    DataSourcesApi sources = new DataSourcesApi();
    add(router, "GET", "/data_sources/{id}", sources::get);
    add(router, "POST", "/data_sources/{id}/query", sources::query);
    BlocksApi blocks = new BlocksApi(notion);
    add(router, "GET", "/blocks/{id}", blocks::get);
    add(router, "PATCH", "/blocks/{id}", blocks::update);
    add(router, "DELETE", "/blocks/{id}", blocks::delete);
    add(router, "GET", "/blocks/{id}/children", blocks::children);
    add(router, "PATCH", "/blocks/{id}/children", blocks::append);
    add(router, "POST", "/search", new SearchApi(notion)::search);
    NOT_SIMULATED.forEach(
        (path, methods) ->
            methods.forEach(method -> add(router, method, path, notSimulated(path))));
    router.fallback(Area.NOTION, "/notion", request -> Gate.unknownAddress());
  }

  private static Function<NotionCall, Answer> notSimulated(String path) {
    return call -> {
      throw Refusal.notSimulated(path);
    };
  }

  private void add(
      Router router, String method, String path, Function<NotionCall, Answer> endpoint) {
    router.add(Area.NOTION, method, PREFIX + path, request -> gate.pass(request, endpoint));
  }
}
