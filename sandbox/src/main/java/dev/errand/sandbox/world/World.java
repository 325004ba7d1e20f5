package dev.errand.sandbox.world;

import dev.errand.sandbox.fault.Faults;
import dev.errand.sandbox.fault.Presets;
import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.ledger.Ledger;
import dev.errand.sandbox.limit.Limits;
import dev.errand.sandbox.people.AccessToken;
import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.people.Clients;
import dev.errand.sandbox.people.People;
import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.people.TokenValues;
import dev.errand.sandbox.people.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything the areas of one sandbox share. Each part is safe for all threads.
 *
 * @param clock the only time in this world
 */
public record World(
    WorldClock clock,
    People people,
    Clients clients,
    Tokens tokens,
    TokenValues values,
    Ledger ledger,
    Faults faults,
    Presets presets,
    Limits limits,
    Latencies latencies,
    InFlight inFlight) {

  /** Delegated scopes, by their short names. */
  public static final Set<String> MAIL_SCOPES =
      Set.of("User.Read", "Mail.ReadWrite", "Mail.Send", "MailboxSettings.Read");

  public static World empty(InstantSource time, int ledgerSize) {
    return new World(
        new WorldClock(time),
        new People(),
        new Clients(),
        new Tokens(),
        new TokenValues(),
        new Ledger(ledgerSize),
        new Faults(),
        new Presets(),
        new Limits(),
        new Latencies(),
        new InFlight());
  }

  /** A Notion token without OAuth: valid until revoked, for the demo app. */
  public AccessToken notionToken(Person person) {
    return notionToken(person, Client.DEMO.id(), null);
  }

  public AccessToken notionToken(Person person, String clientId, @Nullable Instant expiresAt) {
    return tokens.put(
        new AccessToken(
            values.notionAccess(),
            Area.NOTION,
            person.id(),
            clientId,
            person.workspaceId(),
            Set.of(),
            clock.instant(),
            expiresAt,
            false));
  }

  /** A Graph token without OAuth: one hour, for the demo app, with all mail scopes. */
  public AccessToken graphToken(Person person) {
    return graphToken(
        person, Client.DEMO.id(), MAIL_SCOPES, clock.instant().plus(Duration.ofHours(1)));
  }

  public AccessToken graphToken(
      Person person, String clientId, Set<String> scopes, Instant expiresAt) {
    return tokens.put(
        new AccessToken(
            values.microsoftAccess(),
            Area.GRAPH,
            person.id(),
            clientId,
            person.tenantId(),
            scopes,
            clock.instant(),
            expiresAt,
            false));
  }
}
