/** Connections on a real PostgreSQL, a real broker and real HTTP. */
@NullMarked
package dev.errand.runtime.connections;

import org.jspecify.annotations.NullMarked;
