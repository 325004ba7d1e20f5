/** The local stack tells what is wrong in words, and mistakes nobody's process for its own. */
@NullMarked
package dev.errand.local.stack;

import org.jspecify.annotations.NullMarked;
