/**
 * The main job, seen at work on a running local stack: people connect their accounts, about seventy
 * commands are published from a plain Kafka producer, every result is checked, and so is what the
 * providers say was done. Read {@link dev.errand.local.demo.Demo} first, then {@link
 * dev.errand.local.demo.Script}.
 */
@NullMarked
package dev.errand.local.demo;

import org.jspecify.annotations.NullMarked;
