/**
 * What the engine makes durable, and the port through which it does.
 *
 * <p>The journal is the truth, not the Kafka offset: what it has not taken over from a partition
 * will be read again, and what it has taken over it keeps until it ended. Read {@link
 * dev.errand.pipeline.journal.Journal} first.
 */
@NullMarked
package dev.errand.pipeline.journal;

import org.jspecify.annotations.NullMarked;
