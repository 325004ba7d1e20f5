/** The index of notes on a real PostgreSQL. */
@NullMarked
package dev.errand.runtime.index;

import org.jspecify.annotations.NullMarked;
