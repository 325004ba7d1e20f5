package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.Directory;
import dev.errand.sandbox.graph.mailbox.Owner;
import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.people.AccessToken;
import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.world.World;
import java.util.Locale;
import java.util.Optional;

/** The people of the world as owners of mailboxes and as callers. */
record Callers(World world) implements Directory {

  /**
   * Whose token a request carries; the provider's 401 if it is absent, unknown, expired or another
   * provider's.
   */
  Caller require(Request request) {
    if (request.header("authorization").isEmpty()) {
      throw unauthenticated("Access token is empty.");
    }
    AccessToken token =
        world
            .tokens()
            .of(request)
            .filter(found -> found.area() == Area.GRAPH)
            .orElseThrow(() -> unauthenticated("IDX14100: JWT is not well formed."));
    if (!token.usable(world.clock().instant())) {
      throw unauthenticated("Lifetime validation failed, the token is expired.");
    }
    return new Caller(
        owner(world.people().get(token.personId())), token.clientId(), token.scopes());
  }

  private static ODataError unauthenticated(String why) {
    return new ODataError(401, "InvalidAuthenticationToken", why);
  }

  @Override
  public Optional<Owner> find(String address) {
    return address.indexOf('@') < 0
        ? Optional.empty()
        : world.people().find(address).map(Callers::owner);
  }

  @Override
  public boolean isOurs(String domain) {
    return world.people().all().stream()
        .anyMatch(person -> person.email().toLowerCase(Locale.ROOT).endsWith("@" + domain));
  }

  /** The name of its owner in the ledger. */
  String personId(Owner owner) {
    return world.people().get(owner.address()).id();
  }

  String uploadToken() {
    return world.values().upload();
  }

  Owner owner(String personId) {
    return owner(world.people().get(personId));
  }

  private static Owner owner(Person person) {
    return new Owner(person.objectId(), person.name(), person.email());
  }
}
