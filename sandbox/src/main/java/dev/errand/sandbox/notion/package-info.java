/**
 * Notion at {@code Notion-Version: 2026-03-11}: {@link dev.errand.sandbox.notion.Notion} is the
 * door.
 */
@NullMarked
package dev.errand.sandbox.notion;

import org.jspecify.annotations.NullMarked;
