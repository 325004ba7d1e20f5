/**
 * The app that refreshes connections ahead of time. The protocol is {@code connections}'; here is
 * only the round that asks, again and again, what is due.
 */
@NullMarked
package dev.errand.tokenrefresher;

import org.jspecify.annotations.NullMarked;
