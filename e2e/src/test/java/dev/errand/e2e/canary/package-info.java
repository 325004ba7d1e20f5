/**
 * Secrets are planted, everything goes wrong, and then each place that anybody could read is
 * searched for them: {@link dev.errand.e2e.canary.CanariesTest} is the run, {@link
 * dev.errand.e2e.canary.Trouble} what goes wrong, {@link dev.errand.e2e.canary.Kind} says which
 * secret may be where, {@link dev.errand.e2e.canary.Search} finds them.
 */
@NullMarked
package dev.errand.e2e.canary;

import org.jspecify.annotations.NullMarked;
