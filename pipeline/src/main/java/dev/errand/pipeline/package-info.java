/**
 * The engine: lanes, limits, effects, outcomes. Plain Java, made with {@code new}.
 *
 * <p>An operation is written against {@link dev.errand.pipeline.Operation}, {@link
 * dev.errand.pipeline.OperationContext} and {@link dev.errand.pipeline.Effects}; a provider is
 * described by {@link dev.errand.pipeline.ProviderPolicy}. What is outside is reached through ports
 * that {@code runtime} implements.
 */
@NullMarked
package dev.errand.pipeline;

import org.jspecify.annotations.NullMarked;
