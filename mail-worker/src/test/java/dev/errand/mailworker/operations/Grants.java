package dev.errand.mailworker.operations;

import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.TokenSource;
import dev.errand.pipeline.engine.SettableClock;
import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.world.World;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The tokens of one connection, in one world: of all that was granted, or of less. Always a fresh
 * one; and each time somebody asks, the sandbox's clock catches up.
 */
final class Grants {

  private final World world;
  private final Map<Integer, Runnable> deeds = new HashMap<>();
  private Set<String> granted = Set.of();
  private boolean tells = true;
  private BooleanSupplier connected = () -> true;

  Grants(World world) {
    this.world = world;
  }

  /** From now on these are granted. */
  void of(Set<String> scopes) {
    granted = scopes;
  }

  /** From now on nobody knows what is granted, until Outlook refuses. */
  void untold() {
    tells = false;
  }

  /** From now on the connection is there for as long as this says. */
  void connectedWhile(BooleanSupplier there) {
    connected = there;
  }

  /** What somebody does just before a run, from 1. */
  void beforeRun(int run, Runnable deed) {
    deeds.put(run, deed);
  }

  /** All that one has granted by consent, in the sandbox. */
  String whole(String person) {
    return world.graphToken(world.people().get(person)).value();
  }

  Tokens tokens(String person) {
    return new Tokens(person);
  }

  /** Of one person, for one harness. */
  final class Tokens implements TokenSource {

    private final String person;
    private SettableClock clock = new SettableClock();
    private long seen;
    private int runs;

    private Tokens(String person) {
      this.person = person;
    }

    void follow(SettableClock other) {
      clock = other;
    }

    /** The clock that the sandbox follows says what the sandbox's says: the later of the two. */
    void atTheSameTime() {
      Duration behind = Duration.between(clock.instant(), world.clock().instant());
      if (behind.isPositive()) {
        clock.advance(behind);
        seen = clock.nanos();
      } else {
        world.clock().forward(behind.negated());
      }
    }

    @Override
    public Answer token(UserId user, Provider provider) {
      world.clock().forward(Duration.ofNanos(clock.nanos() - seen));
      seen = clock.nanos();
      deeds.getOrDefault(++runs, () -> {}).run();
      if (!connected.getAsBoolean()) {
        return new Answer.NotConnected();
      }
      return new Answer.Usable(
          new AccessToken(
              new ConnectionFacts(user, provider, "c", 1, person, null, inFull(granted), Map.of()),
              Secret.of(granted.isEmpty() ? whole(person) : lesser(person))));
    }

    private Set<String> inFull(Set<String> scopes) {
      return !tells
          ? Set.of()
          : scopes.stream()
              .map(scope -> "https://graph.microsoft.com/" + scope)
              .collect(Collectors.toSet());
    }

    private String lesser(String person) {
      Instant inAnHour = world.clock().instant().plus(Duration.ofHours(1));
      return world
          .graphToken(world.people().get(person), Client.DEMO.id(), granted, inAnHour)
          .value();
    }

    @Override
    public boolean mayUse(AccessToken token) {
      return connected.getAsBoolean();
    }

    @Override
    public void personNeeded(AccessToken token) {}

    @Override
    public void refused(AccessToken token) {}
  }
}
