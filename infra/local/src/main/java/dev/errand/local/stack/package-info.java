/**
 * The whole of Errand on this machine, started and watched with one command. {@link
 * dev.errand.local.stack.Errand} is what the script {@code ./errand} runs; {@link
 * dev.errand.local.stack.LocalStack} is what it does.
 */
@NullMarked
package dev.errand.local.stack;

import org.jspecify.annotations.NullMarked;
