package dev.errand.runtime.connections;

import dev.errand.connections.Connection;
import dev.errand.connections.ConnectionId;
import dev.errand.connections.ReconnectCause;
import dev.errand.connections.UsableToken;
import dev.errand.connections.UsableTokens;
import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.TokenSource;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Joins {@code pipeline}, which needs tokens, to {@code connections}, which has them. */
final class ConnectionTokenSource implements TokenSource {

  private final UsableTokens tokens;

  ConnectionTokenSource(UsableTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Answer token(UserId user, Provider provider) {
    return switch (tokens.accessToken(user, provider)) {
      case UsableTokens.Answer.Usable(UsableToken token) ->
          new Answer.Usable(accessToken(token), token.connection().connectedAgainAt());
      case UsableTokens.Answer.NotConnected() -> new Answer.NotConnected();
      case UsableTokens.Answer.ReconnectNeeded(ReconnectCause cause, Instant since) ->
          new Answer.ReconnectNeeded(cause.sentence(provider), since);
      case UsableTokens.Answer.Unavailable(String why, Duration after) ->
          new Answer.Unavailable(why, after);
    };
  }

  @Override
  public void refused(AccessToken token) {
    ConnectionFacts of = token.connection();
    tokens.refused(of.user(), of.provider(), of.version());
  }

  @Override
  public void personNeeded(AccessToken token) {
    ConnectionFacts of = token.connection();
    tokens.personNeeded(of.user(), of.provider(), of.version());
  }

  @Override
  public boolean mayUse(AccessToken token) {
    ConnectionFacts of = token.connection();
    return tokens.mayUse(
        of.user(), of.provider(), new ConnectionId(UUID.fromString(of.id())), of.version());
  }

  private static AccessToken accessToken(UsableToken token) {
    Connection connection = token.connection();
    return new AccessToken(
        new ConnectionFacts(
            connection.user(),
            connection.provider(),
            connection.id().toString(),
            connection.version(),
            connection.account(),
            connection.workspace(),
            connection.scopes(),
            connection.facts()),
        token.secret());
  }
}
