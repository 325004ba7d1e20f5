/** The servers are killed and come back with everything they confirmed. */
@NullMarked
package dev.errand.local;

import org.jspecify.annotations.NullMarked;
