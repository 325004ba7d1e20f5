/** The key service, against a stand-in for Vault, and against a real one where Docker is. */
@NullMarked
package dev.errand.runtime.vault;

import org.jspecify.annotations.NullMarked;
