package dev.errand.connections;

import static dev.errand.connections.World.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.Connection.State;
import dev.errand.connections.Disconnects.Receipt;
import dev.errand.connections.Disconnects.Revocation;
import dev.errand.schemas.Provider;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisconnectsTest {

  @TempDir Path directory;
  private World world;
  private Disconnects disconnects;

  @BeforeEach
  void connect() {
    world = new World(directory);
    world.connect(ALICE, Provider.NOTION);
    disconnects = world.process().disconnects();
  }

  @Test
  void aDisconnectedConnectionHoldsNoTokensAndTheyAreDeadAtTheProvider() {
    assertThat(revocation(disconnects.disconnect(ALICE, Provider.NOTION)))
        .isEqualTo(Revocation.REVOKED);

    assertThat(world.stored(ALICE, Provider.NOTION).state()).isEqualTo(new State.Disconnected());
    assertThat(world.notion.revoked).containsExactly("canary-access-2");
  }

  @Test
  void nothingIsLeftOfWhoseAccountItWasButItsId() {
    Connection before = world.stored(ALICE, Provider.NOTION);
    assertThat(before.facts()).isNotEmpty();
    disconnects.disconnect(ALICE, Provider.NOTION);

    Connection ended = world.stored(ALICE, Provider.NOTION);
    assertThat(ended.account()).isEqualTo(before.account());
    assertThat(ended.workspace()).isNull();
    assertThat(ended.scopes()).isEmpty();
    assertThat(ended.facts()).isEmpty();
  }

  /** As where nothing leaves the machine any more. */
  @Test
  void whereNoProviderIsSetUpAnyMoreTheTokensAreErasedAndNobodyIsAsked() {
    Connections alone = world.processWithoutProviders();
    assertThat(revocation(alone.disconnects().disconnect(ALICE, Provider.NOTION)))
        .isEqualTo(Revocation.NOT_POSSIBLE);
    assertThat(world.stored(ALICE, Provider.NOTION).state()).isEqualTo(new State.Disconnected());
    assertThat(world.notion.revoked).isEmpty();
    assertThat(alone.erasures().erase(ALICE)).isInstanceOf(Erasures.Erased.Done.class);
  }

  @Test
  void whatIsNotConnectedIsNotDisconnected() {
    disconnects.disconnect(ALICE, Provider.NOTION);

    assertThat(disconnects.disconnect(ALICE, Provider.NOTION))
        .isEqualTo(new Receipt.NotConnected());
    assertThat(disconnects.disconnect(ALICE, Provider.MICROSOFT))
        .isEqualTo(new Receipt.NotConnected());
  }

  @Test
  void aTokenThatDoesNotOpenIsErasedAllTheSame() {
    world.dataKeys.destroy(ALICE);

    assertThat(revocation(disconnects.disconnect(ALICE, Provider.NOTION)))
        .isEqualTo(Revocation.FAILED);
    assertThat(world.stored(ALICE, Provider.NOTION).state()).isEqualTo(new State.Disconnected());
  }

  private static Revocation revocation(Receipt receipt) {
    assertThat(receipt).isInstanceOf(Receipt.Disconnected.class);
    return ((Receipt.Disconnected) receipt).revocation();
  }
}
