/** Tests of what is written down, and of whoever verifies it. */
@NullMarked
package dev.errand.runtime.audit.read;

import org.jspecify.annotations.NullMarked;
