package dev.errand.runtime.vault;

import java.net.URI;

/** The policies on a real Vault. */
class RealPolicyMatrixTest extends PolicyMatrixContract {

  @Override
  protected URI address() {
    return RealVault.shared().address();
  }

  @Override
  protected Login login(String policy) {
    return RealVault.shared().login("matrix-" + policy, "errand-" + policy);
  }
}
