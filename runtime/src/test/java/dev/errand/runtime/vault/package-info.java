/** The key service, against a stand-in for Vault. */
@NullMarked
package dev.errand.runtime.vault;

import org.jspecify.annotations.NullMarked;
