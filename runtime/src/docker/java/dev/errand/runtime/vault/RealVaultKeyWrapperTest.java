package dev.errand.runtime.vault;

import dev.errand.connections.KeyWrapper;
import dev.errand.connections.KeyWrapperContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real Vault, with the policy of the API. */
class RealVaultKeyWrapperTest extends KeyWrapperContract {

  @TempDir Path directory;

  @Override
  protected KeyWrapper wrapper() {
    return VaultKeyWrapper.open(
        RealVault.shared().settings("contract-api", "errand-api", directory), Clock.systemUTC());
  }
}
