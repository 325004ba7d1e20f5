/**
 * The promises as checks that need no knowledge of the engine: what was published, what came back,
 * what the provider's own ledger and pages say was done, and what is left in the database and the
 * processes. Each is one {@link dev.errand.e2e.oracle.Oracle}; {@link
 * dev.errand.e2e.oracle.Oracles} puts them together.
 *
 * <p>They are here and not in a module of their own since only tests judge: the demonstration and
 * the benchmarks count what they themselves did.
 */
@NullMarked
package dev.errand.e2e.oracle;

import org.jspecify.annotations.NullMarked;
