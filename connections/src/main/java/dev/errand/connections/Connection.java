package dev.errand.connections;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person's standing permission to work in one account of theirs.
 *
 * <p>There is at most one for each (user, provider, account), and at most one of a user and
 * provider that is not disconnected.
 *
 * @param version grows with every change and is never used twice for a user and provider, whatever
 *     the account; so what is cached, sealed or announced under it goes stale by itself
 * @param account the provider's own name of the account: Notion's bot id, Microsoft's {@code
 *     tid/oid}
 * @param workspace what several connections may share a limit in: Notion's workspace id,
 *     Microsoft's tenant
 * @param scopes what the person granted; empty where the provider does not say
 * @param facts the provider's own; the names are constants of {@link Account}
 * @param changedAt when it became what it is, to the microsecond; so for one that waits for its
 *     person, since when
 * @param connectedAgainAt when the person connected it after they had left one of the same
 *     provider, by the store's clock, which the store sees to; absent if they never left one
 */
public record Connection(
    ConnectionId id,
    UserId user,
    Provider provider,
    long version,
    String account,
    @Nullable String workspace,
    Set<String> scopes,
    Map<String, String> facts,
    State state,
    Instant changedAt,
    @Nullable Instant connectedAgainAt) {

  /** One that the person has not left yet. */
  public Connection(
      ConnectionId id,
      UserId user,
      Provider provider,
      long version,
      String account,
      @Nullable String workspace,
      Set<String> scopes,
      Map<String, String> facts,
      State state,
      Instant changedAt) {
    this(id, user, provider, version, account, workspace, scopes, facts, state, changedAt, null);
  }

  public Connection {
    if (version < 1) {
      throw new IllegalArgumentException("The first version of a connection is 1");
    }
    if (account.isBlank()) {
      throw new IllegalArgumentException("A connection names its account");
    }
    scopes = Set.copyOf(scopes);
    facts = Map.copyOf(facts);
    changedAt = changedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * The same connection, one change later. Once it is ended, nothing but the account's id is left
   * of whose it was: that finds the row again, so that no version is used twice.
   */
  Connection next(State changed, Instant at) {
    boolean over = changed instanceof State.Disconnected;
    return new Connection(
        id,
        user,
        provider,
        version + 1,
        account,
        over ? null : workspace,
        over ? Set.of() : scopes,
        over ? Map.of() : facts,
        changed,
        at,
        connectedAgainAt);
  }

  /** Whether a token can be had. Only an active connection holds any. */
  public sealed interface State {

    /** The name in tables and topics. */
    String wireName();

    record Active(SealedTokens tokens) implements State {

      @Override
      public String wireName() {
        return "active";
      }
    }

    /** Only the person can help, by connecting again. The tokens were worthless and are erased. */
    record ReconnectNeeded(ReconnectCause cause) implements State {

      @Override
      public String wireName() {
        return "reconnect_needed";
      }
    }

    /** The person ended it. The tokens are erased, and what the provider told of the account. */
    record Disconnected() implements State {

      @Override
      public String wireName() {
        return "disconnected";
      }
    }
  }
}
