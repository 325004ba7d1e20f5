package dev.errand.sandbox.notion;

import dev.errand.sandbox.admin.AdminApi;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.world.World;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/** {@code /admin/notion}: what people do by hand, over HTTP. */
public final class NotionAdmin {

  private final World world;
  private final Notion notion;

  public NotionAdmin(World world, Notion notion) {
    this.world = world;
    this.notion = notion;
  }

  public void routes(Router router) {
    AdminApi.add(router, "POST", "/admin/notion/pages", this::make);
    AdminApi.add(router, "GET", "/admin/notion/pages", this::list);
    AdminApi.add(router, "GET", "/admin/notion/contents", this::contents);
    AdminApi.add(router, "PATCH", "/admin/notion/pages/{id}", this::change);
    AdminApi.add(router, "POST", "/admin/notion/shares", this::share);
    AdminApi.add(router, "DELETE", "/admin/notion/shares", this::unshare);
    AdminApi.add(router, "PUT", "/admin/notion/search", this::search);
  }

  private record NewPage(
      @Nullable String person, @Nullable String title, @Nullable String parent) {}

  private Reply make(Request request) {
    NewPage wanted = Json.read(request.body(), NewPage.class);
    String title = wanted.title() == null ? "" : wanted.title();
    String id = notion.makePage(person(wanted.person()), title, wanted.parent());
    return Reply.json(201, Json.object().put("id", id));
  }

  private Reply list(Request request) {
    ArrayNode pages = Json.array();
    notion
        .pages(person(request.query("person").orElse(null)))
        .forEach(page -> pages.add(Json.of(page)));
    return Reply.json(200, Json.object().set("pages", pages));
  }

  /** All that a person has written, in one answer, which is no call in the ledger. */
  private Reply contents(Request request) {
    ArrayNode pages = Json.array();
    notion
        .contents(person(request.query("person").orElse(null)))
        .forEach(page -> pages.add(Json.of(page)));
    return Reply.json(200, Json.object().set("pages", pages));
  }

  private record Change(
      @Nullable String person, @Nullable String title, @Nullable Boolean inTrash) {}

  private Reply change(Request request) {
    Change wanted = Json.read(request.body(), Change.class);
    Person person = person(wanted.person());
    String id = request.variable("id");
    if (wanted.title() != null) {
      notion.rename(person, id, wanted.title());
    }
    if (wanted.inTrash() != null) {
      notion.trash(person, id, wanted.inTrash());
    }
    return Reply.empty(204);
  }

  /**
   * A page as the app may see it.
   *
   * @param client the demo app by default
   */
  private record Share(@Nullable String person, @Nullable String page, @Nullable String client) {}

  private Reply share(Request request) {
    Share wanted = Json.read(request.body(), Share.class);
    notion.share(person(wanted.person()), client(wanted), need(wanted.page(), "page"));
    return Reply.empty(204);
  }

  private Reply unshare(Request request) {
    Share wanted = Json.read(request.body(), Share.class);
    notion.unshare(person(wanted.person()), client(wanted), need(wanted.page(), "page"));
    return Reply.empty(204);
  }

  private static String client(Share wanted) {
    return wanted.client() == null ? Client.DEMO.id() : wanted.client();
  }

  private record Search(@Nullable Long lagMillis) {}

  private Reply search(Request request) {
    Long lag = Json.read(request.body(), Search.class).lagMillis();
    notion.searchLag(Duration.ofMillis(lag == null ? 0 : lag));
    return Reply.empty(204);
  }

  private Person person(@Nullable String id) {
    return world.people().get(need(id, "person"));
  }

  private static String need(@Nullable String value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
