/** Request limits as the providers count them. */
@NullMarked
package dev.errand.sandbox.limit;

import org.jspecify.annotations.NullMarked;
