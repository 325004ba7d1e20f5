/**
 * The sandbox's own small HTTP server: Netty below, plain requests and replies above.
 *
 * <p>Read {@link dev.errand.sandbox.http.Handler}, then {@link dev.errand.sandbox.http.Router}.
 * Handlers run on the event loop and never block; whoever wants a delay schedules it.
 */
@NullMarked
package dev.errand.sandbox.http;

import org.jspecify.annotations.NullMarked;
