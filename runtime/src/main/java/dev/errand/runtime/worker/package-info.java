/**
 * Makes a Spring Boot application a worker: it offers a {@link dev.errand.pipeline.ProviderPolicy}
 * and its {@link dev.errand.pipeline.Operation}s as beans, says {@code errand.worker.kind}, and
 * gets the engine with its journal, its topics and its metrics.
 */
@NullMarked
package dev.errand.runtime.worker;

import org.jspecify.annotations.NullMarked;
