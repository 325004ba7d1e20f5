package dev.errand.sandbox.people;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The registered apps. Safe for all threads. */
public final class Clients {

  private final Map<String, Client> byId = new ConcurrentHashMap<>();

  public Clients() {
    put(Client.DEMO);
  }

  public void put(Client client) {
    byId.put(client.id(), client);
  }

  public Optional<Client> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
