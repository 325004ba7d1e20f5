/** What a test adds to an app as it is shipped: a door through which many callers ask at once. */
@NullMarked
package dev.errand.e2e.refresh.door;

import org.jspecify.annotations.NullMarked;
