/**
 * From a person's consent to a usable token, and back: consent, sealing, refresh, disconnect. Plain
 * Java, made with {@code new}.
 *
 * <p>Read {@link dev.errand.connections.Connection} first, then the three doors: {@link
 * dev.errand.connections.Consents} makes connections, {@link dev.errand.connections.UsableTokens}
 * gives their tokens, {@link dev.errand.connections.Disconnects} ends them. What is outside is
 * reached through ports that {@code runtime} implements.
 */
@NullMarked
package dev.errand.connections;

import org.jspecify.annotations.NullMarked;
