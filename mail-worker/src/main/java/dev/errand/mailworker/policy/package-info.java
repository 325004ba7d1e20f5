/**
 * What the engine must know of Graph: {@link dev.errand.mailworker.policy.GraphPolicy} holds its
 * limits as data and one switch over its answers.
 */
@NullMarked
package dev.errand.mailworker.policy;

import org.jspecify.annotations.NullMarked;
