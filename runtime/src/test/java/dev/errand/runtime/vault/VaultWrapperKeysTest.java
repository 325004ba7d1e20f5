package dev.errand.runtime.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.connections.KeyWrapper;
import dev.errand.connections.OutOfReach;
import dev.errand.connections.WrappedKey;
import dev.errand.connections.WrapperKeys;
import dev.errand.connections.WrapperKeys.Owned;
import dev.errand.connections.WrapperKeysContract;
import dev.errand.schemas.UserId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of versions on a stand-in for Vault, each side with its own policy. */
class VaultWrapperKeysTest extends WrapperKeysContract {

  @TempDir Path directory;
  private final FakeVault vault = new FakeVault();

  @AfterEach
  void close() {
    vault.close();
  }

  @Override
  protected KeyWrapper wrapper() {
    return VaultKeyWrapper.open(vault.settings("api", vault.role("api"), directory), vault.clock);
  }

  @Override
  protected WrapperKeys keys() {
    return keys("both", Policies.of("rewrapper").and(Policies.of("operator")));
  }

  private WrapperKeys keys(String role, Policies policies) {
    return VaultWrapperKeys.open(
        vault.settings(role, vault.role(role, policies), directory), vault.clock);
  }

  @Test
  void whoRewrapsCannotRotateAndWhoRotatesCannotRewrap() {
    WrappedKey wrapped = wrapper().wrap(new UserId("alice"), new byte[32]);
    List<Owned> alices = List.of(new Owned(new UserId("alice"), wrapped));
    WrapperKeys rewrapper = keys("rewrapper", Policies.of("rewrapper"));
    WrapperKeys operator = keys("operator", Policies.of("operator"));

    assertThat(rewrapper.rewrap(alices).getFirst()).isPresent();
    operator.rotate();
    assertThatExceptionOfType(OutOfReach.class).isThrownBy(rewrapper::rotate);
    assertThatExceptionOfType(OutOfReach.class).isThrownBy(() -> operator.rewrap(alices));
  }

  @Test
  void aVaultThatDoesNotServeIsOutOfReach() {
    WrapperKeys keys = keys();
    vault.sealed = true;

    assertThatExceptionOfType(OutOfReach.class).isThrownBy(keys::rotate);
    assertThatExceptionOfType(OutOfReach.class).isThrownBy(keys::newest);
    assertThatExceptionOfType(OutOfReach.class)
        .isThrownBy(
            () ->
                keys.rewrap(List.of(new Owned(new UserId("alice"), new WrappedKey("vault:v1:A")))));
  }
}
