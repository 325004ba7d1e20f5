/**
 * How fast Errand is, on this machine, beside what could be at all: {@code ./errand bench
 * <scenario>}. Each {@link dev.errand.bench.Scenario} runs on a fresh stack of its own, checks that
 * everything was done once and in order, and prints figures it has just measured. {@link
 * dev.errand.bench.Bench} is where it begins.
 */
@NullMarked
package dev.errand.bench;

import org.jspecify.annotations.NullMarked;
