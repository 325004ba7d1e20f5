package dev.errand.sandbox.notion.model;

import dev.errand.sandbox.people.AccessToken;
import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.people.People;
import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.world.World;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All workspaces and connections; made when they are first asked for. Safe for all threads. */
public final class Workspaces {

  private record Between(String person, String client) {}

  private final World world;
  private final Map<String, Workspace> byId = new ConcurrentHashMap<>();
  private final Map<Between, Connection> connections = new ConcurrentHashMap<>();

  public Workspaces(World world) {
    this.world = world;
  }

  public Workspace of(Person person) {
    return byId.computeIfAbsent(
        person.workspaceId(), id -> new Workspace(id, person.workspaceName(), person.plan()));
  }

  public Connection connection(AccessToken token) {
    return connection(world.people().get(token.personId()), token.clientId());
  }

  public Connection connection(Person person, String clientId) {
    return connections.computeIfAbsent(
        new Between(person.id(), clientId),
        key ->
            new Connection(
                People.derived("bot/" + clientId, person.id()),
                client(clientId),
                person,
                of(person)));
  }

  private Client client(String id) {
    return world
        .clients()
        .find(id)
        .orElseThrow(() -> new IllegalArgumentException("There is no client " + id));
  }
}
