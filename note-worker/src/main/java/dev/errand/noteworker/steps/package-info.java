/**
 * What changes something in Notion: each a step, its one call, and the probe that looks for its
 * effect. {@link dev.errand.noteworker.steps.Notion} is one run's way to Notion.
 *
 * <p>Notion knows no idempotency key, so each probe has to tell what it made from what was there.
 * None of them needs a read before the write, except to append to a page this process has not
 * written to lately.
 */
@NullMarked
package dev.errand.noteworker.steps;

import org.jspecify.annotations.NullMarked;
