package dev.errand.runtime.worker;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of a worker.
 *
 * @param kind whose commands it takes
 */
@ConfigurationProperties("errand.worker")
public record WorkerProperties(WorkerKind kind) {}
