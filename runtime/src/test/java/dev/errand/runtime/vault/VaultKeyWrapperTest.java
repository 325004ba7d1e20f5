package dev.errand.runtime.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.errand.connections.KeyWrapper;
import dev.errand.connections.KeyWrapperContract;
import dev.errand.connections.OutOfReach;
import dev.errand.connections.SealBroken;
import dev.errand.connections.WrappedKey;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on a stand-in for Vault, and what Vault can do to us. */
class VaultKeyWrapperTest extends KeyWrapperContract {

  private static final UserId ADA = new UserId("ada");
  private static final byte[] DATA_KEY = new byte[32];

  @TempDir Path directory;
  private final FakeVault vault = new FakeVault();

  @AfterEach
  void close() {
    vault.close();
  }

  @Override
  protected KeyWrapper wrapper() {
    return wrapper("api");
  }

  private KeyWrapper wrapper(String app) {
    return VaultKeyWrapper.open(settings(app, vault.role(app)), vault.clock);
  }

  private VaultSettings settings(String app, String secretId) {
    return vault.settings(app, secretId, directory);
  }

  @Test
  void aWorkerOpensAndCannotWrap() {
    WrappedKey wrapped = wrapper("api").wrap(ADA, DATA_KEY);
    KeyWrapper worker = wrapper("worker");

    assertThat(worker.unwrap(ADA, wrapped)).isEqualTo(DATA_KEY);
    assertThatExceptionOfType(OutOfReach.class).isThrownBy(() -> worker.wrap(ADA, DATA_KEY));
  }

  @Test
  void anOldVersionOpensAfterARotationUntilItIsNoLongerAllowed() {
    KeyWrapper wrapper = wrapper();
    WrappedKey old = wrapper.wrap(ADA, DATA_KEY);
    TransitKey key = Objects.requireNonNull(vault.keys.get(FakeVault.KEY));
    key.rotate();

    assertThat(wrapper.wrap(ADA, DATA_KEY).text()).startsWith("vault:v2:");
    assertThat(wrapper.unwrap(ADA, old)).isEqualTo(DATA_KEY);
    key.minDecryptionVersion = 2;
    assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> wrapper.unwrap(ADA, old));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 404})
  void aVaultThatDoesNotServeIsOutOfReachAndServesAgainByItself(int status) {
    KeyWrapper wrapper = wrapper();
    WrappedKey wrapped = wrapper.wrap(ADA, DATA_KEY);
    vault.answersWith = status;

    assertThatExceptionOfType(OutOfReach.class).isThrownBy(() -> wrapper.unwrap(ADA, wrapped));
    assertThatExceptionOfType(OutOfReach.class).isThrownBy(() -> wrapper.wrap(ADA, DATA_KEY));
    vault.answersWith = 0;
    assertThat(wrapper.unwrap(ADA, wrapped)).isEqualTo(DATA_KEY);
  }

  @Test
  void anAppStartsWhileVaultIsSealedAndLooksAtTheKeyBeforeItUsesIt() {
    vault.sealed = true;
    KeyWrapper wrapper = wrapper();
    assertThatExceptionOfType(OutOfReach.class).isThrownBy(() -> wrapper.wrap(ADA, DATA_KEY));

    vault.upsertDisabled = false;
    vault.sealed = false;
    vault.clock.move(Duration.ofSeconds(2));
    assertThatExceptionOfType(OutOfReach.class).isThrownBy(() -> wrapper.wrap(ADA, DATA_KEY));
    assertThat(vault.requests).doesNotContain("transit/encrypt/" + FakeVault.KEY);

    vault.upsertDisabled = true;
    assertThat(wrapper.unwrap(ADA, wrapper.wrap(ADA, DATA_KEY))).isEqualTo(DATA_KEY);
  }

  @Test
  void aTokenIsRenewedInTimeAndOneThatVaultForgotIsReplaced() {
    KeyWrapper wrapper = wrapper();
    WrappedKey wrapped = wrapper.wrap(ADA, DATA_KEY);
    vault.clock.move(Duration.ofMinutes(15));
    assertThat(wrapper.unwrap(ADA, wrapped)).isEqualTo(DATA_KEY);
    assertThat(vault.requests).containsOnlyOnce("auth/token/renew-self");

    vault.clock.move(Duration.ofMinutes(1));
    vault.forgetTokens();
    assertThat(wrapper.unwrap(ADA, wrapped)).isEqualTo(DATA_KEY);
    vault.clock.move(Duration.ofHours(2));
    assertThat(wrapper.unwrap(ADA, wrapped)).isEqualTo(DATA_KEY);
  }

  @Test
  void aTokenThatCannotBeRenewedIsUsedToItsEnd() {
    KeyWrapper wrapper = wrapper();
    WrappedKey wrapped = wrapper.wrap(ADA, DATA_KEY);
    vault.loginsFail = true;
    vault.clock.move(Duration.ofMinutes(15));
    assertThat(wrapper.unwrap(ADA, wrapped)).isEqualTo(DATA_KEY);

    vault.clock.move(Duration.ofMinutes(5));
    assertThatExceptionOfType(OutOfReach.class).isThrownBy(() -> wrapper.unwrap(ADA, wrapped));
  }

  @Test
  void whileVaultLetsNobodyInItIsNotAskedByEachOneAfterTheOther() {
    vault.loginsFail = true;
    KeyWrapper wrapper = wrapper();
    int before = vault.requests.size();
    for (int caller = 0; caller < 50; caller++) {
      assertThatExceptionOfType(OutOfReach.class).isThrownBy(() -> wrapper.wrap(ADA, DATA_KEY));
    }
    assertThat(vault.requests).hasSize(before);
  }

  @Test
  void whatAnAppMayNotDoCostsNoLogins() {
    KeyWrapper worker = wrapper("worker");
    for (int caller = 0; caller < 10; caller++) {
      assertThatExceptionOfType(OutOfReach.class).isThrownBy(() -> worker.wrap(ADA, DATA_KEY));
    }
    assertThat(vault.requests).containsOnlyOnce("auth/approle/login");
  }

  @Test
  void vaultIsReachedSafelyOrNotAtAll() {
    for (String address : List.of("http://vault.example:8200", "ftp://vault.example")) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new VaultSettings(
                      URI.create(address), null, "transit", "key", "role", directory));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new VaultSettings(vault.address(), null, "transit", "key", " ", directory));
  }

  @Test
  void aSecretIdThatWasReplacedIsReadAnew() throws IOException {
    VaultSettings settings = settings("api", "of yesterday");
    KeyWrapper wrapper = VaultKeyWrapper.open(settings, vault.clock);
    assertThatExceptionOfType(OutOfReach.class).isThrownBy(() -> wrapper.wrap(ADA, DATA_KEY));

    Files.writeString(settings.secretIdFile(), vault.role("api"));
    vault.clock.move(Duration.ofSeconds(2));
    assertThat(wrapper.wrap(ADA, DATA_KEY).text()).startsWith("vault:v1:");
  }

  @ParameterizedTest
  @CsvSource({
    "not derived, derived must be true",
    "exportable, exportable must be false",
    "backup, allow_plaintext_backup must be false",
    "deletable, deletion_allowed must be false",
    "upsert, disable_upsert must be true",
  })
  void aKeyThatCouldLeaveVaultOrMixPeopleUpIsNotUsed(String flaw, String told) {
    TransitKey flawed = new TransitKey(!flaw.equals("not derived"));
    flawed.exportable = flaw.equals("exportable");
    flawed.allowPlaintextBackup = flaw.equals("backup");
    flawed.deletionAllowed = flaw.equals("deletable");
    vault.upsertDisabled = !flaw.equals("upsert");
    vault.keys.put(FakeVault.KEY, flawed);

    assertThatIllegalStateException().isThrownBy(this::wrapper).withMessageContaining(told);
  }

  @Test
  void whatIsThrownHoldsNothingThatVaultSaid() {
    KeyWrapper wrapper = wrapper();
    WrappedKey wrapped = wrapper.wrap(ADA, DATA_KEY);
    List<Consumer<KeyWrapper>> calls =
        List.of(each -> each.wrap(ADA, DATA_KEY), each -> each.unwrap(ADA, wrapped));
    for (int status : new int[] {400, 403, 500}) {
      vault.answersWith = status;
      for (Consumer<KeyWrapper> call : calls) {
        assertThatExceptionOfType(RuntimeException.class)
            .isThrownBy(() -> call.accept(wrapper))
            .satisfies(
                thrown -> {
                  for (Throwable each = thrown; each != null; each = each.getCause()) {
                    assertThat(each.getMessage()).doesNotContain("as it was told", "hvs.");
                  }
                });
      }
    }
  }
}
