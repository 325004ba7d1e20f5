/**
 * Real servers on this machine: a Kafka broker and a PostgreSQL as child processes, which can be
 * killed and started again on the same data. Tests share one of each; {@code ./errand up} runs them
 * on fixed ports.
 *
 * <p>Read {@link dev.errand.local.LocalKafka} and {@link dev.errand.local.LocalPostgres} first.
 */
@NullMarked
package dev.errand.local;

import org.jspecify.annotations.NullMarked;
