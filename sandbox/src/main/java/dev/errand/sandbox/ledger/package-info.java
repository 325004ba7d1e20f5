/**
 * What really happened: every provider and OAuth call, in the order of arrival.
 *
 * <p>Tests judge by it. Start with {@link dev.errand.sandbox.ledger.Call}.
 */
@NullMarked
package dev.errand.sandbox.ledger;

import org.jspecify.annotations.NullMarked;
