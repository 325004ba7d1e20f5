/**
 * Errands in Notion.
 *
 * <p>Start at {@link dev.errand.noteworker.NoteWorkerConfiguration}, which names all there is: the
 * typed client ({@code notion}), one switch over Notion's answers ({@code policy}), Markdown from
 * and to Notion's blocks ({@code markdown}), and the operations themselves ({@code operations}).
 */
@NullMarked
package dev.errand.noteworker;

import org.jspecify.annotations.NullMarked;
