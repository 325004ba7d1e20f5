package dev.errand.apiingest.connect;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.connections.Account;
import dev.errand.connections.Connection;
import dev.errand.connections.Connection.State;
import dev.errand.connections.ConnectionStore;
import dev.errand.schemas.UserId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists what the caller has connected. */
@RestController
final class ConnectionsController {

  private final ConnectionStore connections;

  ConnectionsController(ConnectionStore connections) {
    this.connections = connections;
  }

  @GetMapping("/v1/connections")
  ConnectionList list(UserId user) {
    return new ConnectionList(connections.of(user).stream().map(Shown::of).toList());
  }

  /** An object around the list leaves room for a cursor. */
  record ConnectionList(List<Shown> connections) {}

  /**
   * One connection, without anything that opens a door. Of one that was ended nothing is told but
   * that.
   *
   * @param cause why the person has to connect again, exactly when they have to
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shown(
      String provider,
      String state,
      @Nullable String cause,
      @Nullable String name,
      @Nullable String mail,
      @Nullable String workspace) {

    private static Shown of(Connection connection) {
      Map<String, String> facts =
          connection.state() instanceof State.Disconnected ? Map.of() : connection.facts();
      return new Shown(
          connection.provider().wireName(),
          connection.state().wireName(),
          connection.state() instanceof State.ReconnectNeeded needed
              ? needed.cause().wireName()
              : null,
          facts.get(Account.NAME),
          facts.get(Account.MAIL),
          facts.get(Account.WORKSPACE_NAME));
    }
  }
}
