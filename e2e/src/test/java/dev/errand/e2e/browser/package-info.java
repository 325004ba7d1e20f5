/**
 * The pages, as a person has them: a real Chromium without a window, on everything at once, with
 * the simulators as the providers. Scripts are switched off, as we have none.
 *
 * <p>Read {@link dev.errand.e2e.browser.PagesTest} first. Where there is no Chromium the tests are
 * skipped and say so, unless {@code CI=true} or {@code -Derrand.browser=required}.
 */
@NullMarked
package dev.errand.e2e.browser;

import org.jspecify.annotations.NullMarked;
