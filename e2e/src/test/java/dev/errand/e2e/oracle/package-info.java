/**
 * The promises as checks that need no knowledge of the engine: what was published, what came back,
 * and what the provider's own ledger says was done. {@link dev.errand.e2e.oracle.Oracles} is the
 * door.
 */
@NullMarked
package dev.errand.e2e.oracle;

import org.jspecify.annotations.NullMarked;
