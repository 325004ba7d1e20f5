/**
 * Notion's API at version 2026-03-11, as far as the operations need it: {@link
 * dev.errand.noteworker.notion.NotionApi}, its pages and its blocks. Fields and values that are not
 * known here are passed over, since Notion adds new ones on every version.
 */
@NullMarked
package dev.errand.noteworker.notion;

import org.jspecify.annotations.NullMarked;
