/**
 * Processes that die, stop or lose an answer at a named place of the walk ({@link
 * dev.errand.pipeline.CrashPoint}), and what must hold afterwards.
 */
@NullMarked
package dev.errand.e2e.crash;

import org.jspecify.annotations.NullMarked;
