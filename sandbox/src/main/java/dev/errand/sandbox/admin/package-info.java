/**
 * The controls under {@code /admin}: JSON in and out, the same as the Java methods of a world.
 *
 * <p>Everything it takes is strict: an unknown field is refused, so that a typing error does not
 * pass for a setting.
 */
@NullMarked
package dev.errand.sandbox.admin;

import org.jspecify.annotations.NullMarked;
