/** Permits: what may be sent for one user, exactly, in any window. */
@NullMarked
package dev.errand.pipeline.limits;

import org.jspecify.annotations.NullMarked;
