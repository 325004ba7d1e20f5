/** What an operator sees, and what not even an operator may see. */
@NullMarked
package dev.errand.runtime.observe;

import org.jspecify.annotations.NullMarked;
