/**
 * The index of a person's notes in PostgreSQL: rows of one user, each transaction in that user's
 * name. What words and vectors are is the worker's to know.
 */
@NullMarked
package dev.errand.runtime.index;

import org.jspecify.annotations.NullMarked;
