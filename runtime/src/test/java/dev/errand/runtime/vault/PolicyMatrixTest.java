package dev.errand.runtime.vault;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;

/** On the stand-in for Vault, which reads the policy files as Vault does. */
class PolicyMatrixTest extends PolicyMatrixContract {

  private final FakeVault vault = new FakeVault();

  @AfterEach
  void close() {
    vault.close();
  }

  @Override
  protected URI address() {
    return vault.address();
  }

  @Override
  protected Login login(String policy) {
    return new Login(policy, vault.role(policy));
  }
}
