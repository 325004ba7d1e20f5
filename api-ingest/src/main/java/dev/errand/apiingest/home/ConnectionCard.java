package dev.errand.apiingest.home;

import dev.errand.apiingest.page.AccountName;
import dev.errand.connections.Connection;
import dev.errand.connections.Connection.State;
import dev.errand.schemas.Provider;
import org.jspecify.annotations.Nullable;

/**
 * One provider on the first page.
 *
 * @param account whose it is there; empty if nothing is connected
 * @param sentence what is the matter
 * @param consents whether the person can go and consent now
 * @param asks what they would click for it
 * @param less whether they can consent to less, too
 * @param brings whether they can bring a token of their own now
 */
record ConnectionCard(
    String provider,
    String name,
    String state,
    boolean connected,
    boolean reconnect,
    String account,
    String sentence,
    boolean consents,
    String asks,
    boolean less,
    boolean brings) {

  /**
   * The card of a provider.
   *
   * @param connection the one that is not disconnected
   * @param offersConsent whether the operator has a client there
   * @param takesTokens whether people may bring a token
   */
  static ConnectionCard of(
      Provider provider,
      @Nullable Connection connection,
      boolean offersConsent,
      boolean takesTokens) {
    boolean reconnect = connection != null && connection.state() instanceof State.ReconnectNeeded;
    boolean open = connection == null || reconnect;
    boolean sendsOnly = connection != null && sendsOnly(connection);
    return new ConnectionCard(
        provider.wireName(),
        provider.title(),
        connection == null ? "Not connected" : reconnect ? "Connect again" : "Connected",
        connection != null,
        reconnect,
        connection == null ? "" : AccountName.of(connection),
        sentence(provider, connection),
        (open || sendsOnly) && offersConsent,
        open ? "Connect " + provider.title() + (reconnect ? " again" : "") : "Allow reading, too",
        open && offersConsent && provider == Provider.MICROSOFT,
        open && takesTokens);
  }

  /** The card of what was connected before all of the person's stayed on this machine. */
  static ConnectionCard unused(Connection connection) {
    return new ConnectionCard(
        connection.provider().wireName(),
        connection.provider().title(),
        "Not used",
        true,
        false,
        AccountName.of(connection),
        "Your assistant does not work there any more. Disconnect it, and it is forgotten here.",
        false,
        "",
        false,
        false);
  }

  private static String sentence(Provider provider, @Nullable Connection connection) {
    if (connection == null) {
      return switch (provider) {
        case NOTION -> "Your assistant cannot read or write notes for you.";
        case MICROSOFT -> "Your assistant cannot read or send mail for you.";
      };
    }
    return connection.state() instanceof State.ReconnectNeeded needed
        ? needed.cause().sentence(provider) + " What your assistant has to do there waits for you."
        : sendsOnly(connection)
            ? "Your assistant can send mail for you, and not read any."
            : "Your assistant can work there.";
  }

  /** Whether Outlook was connected without what reading needs; some providers do not say. */
  private static boolean sendsOnly(Connection connection) {
    return connection.provider() == Provider.MICROSOFT
        && connection.state() instanceof State.Active
        && !connection.scopes().isEmpty()
        && connection.scopes().stream().noneMatch(scope -> scope.endsWith("Mail.ReadWrite"));
  }
}
