/**
 * What Notion takes: the strict checks of bodies, and how what is taken will be answered.
 *
 * <p>The messages are Notion's own where one is recorded; where none is, the sentence has the same
 * shape.
 */
@NullMarked
package dev.errand.sandbox.notion.rules;

import org.jspecify.annotations.NullMarked;
