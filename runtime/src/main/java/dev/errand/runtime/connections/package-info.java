/**
 * Connections at work: their tables (JPA), the providers' token endpoints (HTTP), the announcements
 * on {@code errand.connections} (Kafka), and the tokens for the engine.
 *
 * <p>Read {@link dev.errand.runtime.connections.ConnectionsAutoConfiguration}: it puts all of it
 * together.
 */
@NullMarked
package dev.errand.runtime.connections;

import org.jspecify.annotations.NullMarked;
