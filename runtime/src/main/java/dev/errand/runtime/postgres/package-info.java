/**
 * The journal in PostgreSQL. {@link dev.errand.runtime.postgres.PostgresJournal} is the door; each
 * other class holds one group of statements.
 */
@NullMarked
package dev.errand.runtime.postgres;

import org.jspecify.annotations.NullMarked;
