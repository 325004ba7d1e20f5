/** One isolated world: everything the areas share. */
@NullMarked
package dev.errand.sandbox.world;

import org.jspecify.annotations.NullMarked;
