/**
 * What operators may do: look at what ended badly and at what was no command, and have it tried
 * again. Read {@link dev.errand.apiingest.operator.DeadLettersController} first.
 */
@NullMarked
package dev.errand.apiingest.operator;

import org.jspecify.annotations.NullMarked;
