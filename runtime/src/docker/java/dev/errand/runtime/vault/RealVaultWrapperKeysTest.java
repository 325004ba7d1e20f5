package dev.errand.runtime.vault;

import dev.errand.connections.KeyWrapper;
import dev.errand.connections.WrapperKeys;
import dev.errand.connections.WrapperKeysContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

/** The contract of versions on a real Vault, each side with its own policy. */
class RealVaultWrapperKeysTest extends WrapperKeysContract {

  @TempDir Path directory;

  @Override
  protected KeyWrapper wrapper() {
    return VaultKeyWrapper.open(
        RealVault.shared().settings("versions-api", "errand-api", directory), Clock.systemUTC());
  }

  @Override
  protected WrapperKeys keys() {
    return VaultWrapperKeys.open(
        RealVault.shared().settings("both", "errand-rewrapper,errand-operator", directory),
        Clock.systemUTC());
  }
}
