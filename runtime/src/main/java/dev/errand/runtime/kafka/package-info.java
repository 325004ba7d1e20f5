/**
 * Kafka: records in, results out. {@link dev.errand.runtime.kafka.EventCodec} is where a record
 * becomes an event.
 */
@NullMarked
package dev.errand.runtime.kafka;

import org.jspecify.annotations.NullMarked;
