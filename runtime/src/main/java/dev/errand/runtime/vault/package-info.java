/**
 * Vault's transit engine as the key service. Read {@link dev.errand.runtime.vault.VaultKeyWrapper}
 * first; {@link dev.errand.runtime.vault.Transit} is what it says to Vault, {@link
 * dev.errand.runtime.vault.VaultLogin} with whose token.
 */
@NullMarked
package dev.errand.runtime.vault;

import org.jspecify.annotations.NullMarked;
