package dev.errand.sandbox.oauth.notion;

import dev.errand.sandbox.admin.AdminApi;
import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.notion.Notion;
import dev.errand.sandbox.oauth.Codes;
import dev.errand.sandbox.world.World;

/** Notion's authorize and token endpoints. */
public final class NotionOAuth {

  private static final String PREFIX = "/notion/v1/oauth/";

  private final NotionGrants grants;
  private final NotionAuthorize authorize;
  private final NotionTokenEndpoint tokens;

  public NotionOAuth(World world, Notion notion) {
    Codes codes = new Codes();
    this.grants = new NotionGrants(world);
    this.authorize = new NotionAuthorize(world, notion, codes);
    this.tokens = new NotionTokenEndpoint(world, notion, codes, grants);
  }

  public NotionGrants grants() {
    return grants;
  }

  public void routes(Router router) {
    router.add(Area.OAUTH, "GET", PREFIX + "authorize", authorize::open);
    router.add(Area.OAUTH, "POST", PREFIX + "authorize", authorize::submitted);
    router.add(Area.OAUTH, "POST", PREFIX + "token", tokens::token);
    router.add(Area.OAUTH, "POST", PREFIX + "introspect", tokens::introspect);
    router.add(Area.OAUTH, "POST", PREFIX + "revoke", tokens::revoke);
    AdminApi.add(
        router,
        "PUT",
        "/admin/notion/rotation",
        request -> {
          Rotation wanted = Json.read(request.body(), Rotation.class);
          grants.reuseEndsGrant(wanted.reuseEndsGrant());
          return Reply.empty(204);
        });
  }

  private record Rotation(boolean reuseEndsGrant) {}
}
