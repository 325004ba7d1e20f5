package dev.errand.sandbox.admin;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.people.People;
import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.people.Plan;
import dev.errand.sandbox.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/** People and apps: make and list. */
final class AdminPeople {

  private final World world;

  AdminPeople(World world) {
    this.world = world;
  }

  void routes(Router router) {
    AdminApi.add(router, "POST", "/admin/people", this::make);
    AdminApi.add(router, "GET", "/admin/people", request -> list());
    AdminApi.add(router, "POST", "/admin/clients", this::register);
  }

  /**
   * @param workspaceOf id of a person whose workspace is shared; otherwise an own one is made
   * @param tenant a UUID; the common one by default
   */
  private record NewPerson(
      @Nullable String id,
      @Nullable String name,
      @Nullable String email,
      @Nullable String plan,
      @Nullable String workspaceOf,
      @Nullable String tenant) {}

  private Reply make(Request request) {
    NewPerson wanted = Json.read(request.body(), NewPerson.class);
    Person draft = People.draft(Ask.need(wanted.id(), "id"));
    Person home = wanted.workspaceOf() == null ? draft : world.people().get(wanted.workspaceOf());
    Person person =
        world
            .people()
            .add(
                new Person(
                    draft.id(),
                    Ask.or(wanted.name(), draft.name()),
                    Ask.or(wanted.email(), draft.email()),
                    draft.notionUserId(),
                    home.workspaceId(),
                    home.workspaceName(),
                    wanted.plan() == null ? home.plan() : Plan.of(wanted.plan()),
                    Ask.or(wanted.tenant(), draft.tenantId()),
                    draft.objectId()));
    return Reply.json(201, Json.of(person));
  }

  private Reply list() {
    ArrayNode people = Json.array();
    world.people().all().forEach(person -> people.add(Json.of(person)));
    return AdminApi.ok(Json.object().set("people", people));
  }

  private record NewClient(
      @Nullable String id,
      @Nullable String secret,
      @Nullable String name,
      @Nullable List<String> redirectUris) {}

  private Reply register(Request request) {
    NewClient wanted = Json.read(request.body(), NewClient.class);
    String id = Ask.need(wanted.id(), "id");
    world
        .clients()
        .put(
            new Client(
                id,
                Ask.need(wanted.secret(), "secret"),
                Ask.or(wanted.name(), id),
                Ask.or(wanted.redirectUris(), List.of())));
    return Reply.empty(204);
  }
}
