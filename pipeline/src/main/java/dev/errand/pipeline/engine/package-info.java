/**
 * Lanes at work: from a command in the journal to its one result.
 *
 * <p>The walk: {@link dev.errand.pipeline.engine.Engine} owns partitions and takes commands in; a
 * {@code Lane} holds one user's commands and {@code RunLane} runs its heads one by one; {@code
 * RunCommand} does one run of one command; {@code GroupCommit} makes what happened durable; {@code
 * PublishResults} tells the world.
 */
@NullMarked
package dev.errand.pipeline.engine;

import org.jspecify.annotations.NullMarked;
