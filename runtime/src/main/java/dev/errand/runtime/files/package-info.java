/**
 * Files that are too large for Kafka, kept in PostgreSQL for a day: sealed with their user's data
 * key, in parts. Start at {@link dev.errand.runtime.files.FileStore}.
 */
@NullMarked
package dev.errand.runtime.files;

import org.jspecify.annotations.NullMarked;
