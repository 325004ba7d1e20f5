/** The API over real HTTP, on a real broker and a real database. */
@NullMarked
package dev.errand.apiingest;

import org.jspecify.annotations.NullMarked;
