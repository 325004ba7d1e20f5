/** What can be seen of the engine at work: Micrometer metrics and health. No label names a user. */
@NullMarked
package dev.errand.runtime.observe;

import org.jspecify.annotations.NullMarked;
