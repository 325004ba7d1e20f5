/** The refresher as it is started, on a real PostgreSQL and the sandbox. */
@NullMarked
package dev.errand.tokenrefresher;

import org.jspecify.annotations.NullMarked;
