package dev.errand.apiingest.page;

import dev.errand.connections.Connection;
import dev.errand.connections.Connection.State;
import dev.errand.schemas.Provider;
import java.util.List;

/**
 * One provider on the first page.
 *
 * @param account whose it is there; empty if the provider did not say, or nothing is connected
 * @param sentence what is the matter
 */
record ConnectionCard(
    String provider,
    String name,
    String state,
    boolean connected,
    boolean reconnect,
    String account,
    String sentence) {

  static ConnectionCard of(Provider provider, List<Connection> all) {
    return all.stream()
        .filter(connection -> connection.provider() == provider)
        .filter(connection -> !(connection.state() instanceof State.Disconnected))
        .findFirst()
        .map(ConnectionCard::connected)
        .orElseGet(() -> card(provider, "Not connected", false, false, "", notConnected(provider)));
  }

  private static ConnectionCard connected(Connection connection) {
    return switch (connection.state()) {
      case State.Active _ ->
          card(
              connection.provider(),
              "Connected",
              true,
              false,
              AccountName.of(connection),
              "Your assistant can work there.");
      case State.ReconnectNeeded needed ->
          card(
              connection.provider(),
              "Connect again",
              true,
              true,
              AccountName.of(connection),
              needed.cause().sentence() + " What your assistant has to do there waits for you.");
      case State.Disconnected _ -> throw new IllegalStateException("Not among the connected");
    };
  }

  private static ConnectionCard card(
      Provider provider,
      String state,
      boolean connected,
      boolean reconnect,
      String account,
      String sentence) {
    return new ConnectionCard(
        provider.wireName(),
        ProviderName.of(provider),
        state,
        connected,
        reconnect,
        account,
        sentence);
  }

  private static String notConnected(Provider provider) {
    return switch (provider) {
      case NOTION -> "Your assistant cannot read or write notes for you.";
      case MICROSOFT -> "Your assistant cannot read or send mail for you.";
    };
  }
}
