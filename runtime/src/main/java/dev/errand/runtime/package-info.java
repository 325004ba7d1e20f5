/**
 * Adapters to all that is outside: Kafka, PostgreSQL, HTTP, metrics. Each package has one Spring
 * Boot auto-configuration in which its parts are put together.
 */
@NullMarked
package dev.errand.runtime;

import org.jspecify.annotations.NullMarked;
