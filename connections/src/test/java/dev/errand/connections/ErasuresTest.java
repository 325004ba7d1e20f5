package dev.errand.connections;

import static dev.errand.connections.World.ALICE;
import static dev.errand.connections.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.connections.Connection.State;
import dev.errand.connections.Consents.Completion;
import dev.errand.connections.Disconnects.Revocation;
import dev.errand.connections.Erasures.Erased;
import dev.errand.schemas.Provider;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasuresTest {

  @TempDir Path directory;
  private World world;
  private Erasures erasures;

  @BeforeEach
  void connect() {
    world = new World(directory);
    world.connect(ALICE, Provider.NOTION);
    world.connect(BOB, Provider.NOTION);
    erasures = world.process().erasures();
  }

  @Test
  void aCopyOfTheTokensThatWasKeptDoesNotOpenAnyMore() {
    Connection backup = world.stored(ALICE, Provider.NOTION);

    assertThat(erasures.erase(ALICE))
        .isEqualTo(new Erased.Done(Map.of(Provider.NOTION, Revocation.REVOKED)));

    DataKeys keys = new DataKeys(world.dataKeys, world.wrapper, new SecureRandom());
    assertThatThrownBy(() -> keys.existing(ALICE)).isInstanceOf(SealBroken.class);
    SealedTokens sealed = ((State.Active) backup.state()).tokens();
    assertThatThrownBy(() -> TokenSeal.openAccess(keys.of(ALICE), backup, sealed))
        .isInstanceOf(SealBroken.class);
  }

  @Test
  void nobodyElseIsErased() {
    erasures.erase(ALICE);
    assertThat(world.stored(BOB, Provider.NOTION).state()).isInstanceOf(State.Active.class);
  }

  @Test
  void whoComesBackConnectsAsBefore() {
    long before = world.stored(ALICE, Provider.NOTION).version();
    erasures.erase(ALICE);
    assertThat(world.consent(world.process().consents(), ALICE, Provider.NOTION, "account-1"))
        .isInstanceOf(Completion.Connected.class);
    assertThat(world.store.current(ALICE, Provider.NOTION).map(Connection::version).orElse(0L))
        .isGreaterThan(before);
  }

  @Test
  void aConsentThatEndsInTheMiddleConnectsNobody() {
    world.notion.beforeAnswer(() -> erasures.erase(ALICE));

    assertThat(world.consent(world.process().consents(), ALICE, Provider.NOTION, "account-1"))
        .isEqualTo(new Completion.ExchangeFailed(Consents.Reason.UNAVAILABLE));

    assertThat(world.store.current(ALICE, Provider.NOTION)).isEmpty();
  }

  @Test
  void itMayBeRepeated() {
    erasures.erase(ALICE);
    assertThat(erasures.erase(ALICE)).isEqualTo(new Erased.Done(Map.of()));
  }

  @Test
  void aStoreThatIsAwayErasesNothingQuietly() {
    world.store.away = true;
    assertThat(erasures.erase(ALICE)).isEqualTo(new Erased.Unavailable(Map.of()));
  }
}
