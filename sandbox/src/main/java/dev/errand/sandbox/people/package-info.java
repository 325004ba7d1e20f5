/** Who lives in the sandbox, which apps may ask for them, and the tokens in circulation. */
@NullMarked
package dev.errand.sandbox.people;

import org.jspecify.annotations.NullMarked;
