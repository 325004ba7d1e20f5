/** What the files of people promise, on PostgreSQL and on what tests use in its place. */
@NullMarked
package dev.errand.runtime.files;

import org.jspecify.annotations.NullMarked;
