/**
 * Refreshes over several processes: many callers at once, and processes that die or stand still in
 * the middle. Start with {@link dev.errand.e2e.refresh.RefreshRaceTest}.
 */
@NullMarked
package dev.errand.e2e.refresh;

import org.jspecify.annotations.NullMarked;
