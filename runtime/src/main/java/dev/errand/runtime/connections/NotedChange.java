package dev.errand.runtime.connections;

import dev.errand.connections.Connection;
import dev.errand.connections.Connection.State;
import dev.errand.connections.Consents.Completion;
import dev.errand.connections.Disconnects.Revocation;
import dev.errand.connections.ReconnectCause;
import dev.errand.runtime.audit.Act;
import dev.errand.runtime.audit.Actor;
import dev.errand.runtime.audit.AuditEntry;
import dev.errand.runtime.audit.AuditEntry.OnConnection;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is written down of a change of a connection. */
final class NotedChange {

  private NotedChange() {}

  static AuditEntry added(Connection connection) {
    return entry(new Actor.Person(), Act.CONNECTED, connection, null, null);
  }

  /** A new consent for a connection that is there, or was. */
  static AuditEntry byConsent(Connection before, Connection now) {
    Act act = before.state() instanceof State.Disconnected ? Act.CONNECTED : Act.RECONNECTED;
    return entry(new Actor.Person(), act, now, before.version(), null);
  }

  /** Every other change: what it was is what it led to. */
  static AuditEntry byItself(Connection before, Connection now) {
    long from = before.version();
    return switch (now.state()) {
      case State.Active _ -> entry(new Actor.Errand(), Act.REFRESHED, now, from, null);
      case State.ReconnectNeeded(ReconnectCause cause) ->
          entry(new Actor.Errand(), Act.RECONNECT_NEEDED, now, from, cause.wireName());
      case State.Disconnected _ -> entry(new Actor.Person(), Act.DISCONNECTED, now, from, null);
    };
  }

  static AuditEntry revocation(Connection ended, Revocation revocation) {
    return entry(new Actor.Errand(), Act.REVOCATION, ended, null, word(revocation));
  }

  static AuditEntry revocation(UserId user, Provider provider, Revocation revocation) {
    return new AuditEntry(
        user,
        new Actor.Errand(),
        Act.REVOCATION,
        new OnConnection(provider, null, null, null),
        null,
        word(revocation));
  }

  /** Whoever brought a flow back may have been somebody else; a token, only the person. */
  static AuditEntry failed(UserId user, Provider provider, Completion how) {
    return new AuditEntry(
        user,
        how instanceof Completion.Expired || how instanceof Completion.NotYours
            ? new Actor.Stranger()
            : new Actor.Person(),
        Act.CONSENT_FAILED,
        new OnConnection(provider, null, null, null),
        null,
        word(how));
  }

  private static AuditEntry entry(
      Actor actor, Act act, Connection now, @Nullable Long before, @Nullable String detail) {
    return new AuditEntry(
        now.user(),
        actor,
        act,
        new OnConnection(now.provider(), now.id().toString(), before, now.version()),
        null,
        detail);
  }

  private static String word(Completion how) {
    return switch (how) {
      case Completion.Connected _ -> "connected";
      case Completion.Denied(var denial) -> "denied_" + word(denial);
      case Completion.Expired _ -> "expired";
      case Completion.NotYours _ -> "not_yours";
      case Completion.AccountTaken _ -> "account_taken";
      case Completion.OtherAccount _ -> "other_account";
      case Completion.ExchangeFailed(var reason) -> word(reason);
    };
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
