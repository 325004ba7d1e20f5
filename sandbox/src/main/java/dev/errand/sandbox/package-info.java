/**
 * Stateful simulators of Notion, Graph mail and both token endpoints, with a ledger of every call.
 *
 * <p>Read {@link dev.errand.sandbox.SandboxServer}, then {@code ServeCall}: what happens to a call.
 * A simulator that is kinder than the provider is a defect.
 */
@NullMarked
package dev.errand.sandbox;

import org.jspecify.annotations.NullMarked;
