/**
 * Markdown and Notion's blocks, both ways. No text is lost on either: what the other side has no
 * word for is written out.
 *
 * <p>{@link dev.errand.noteworker.markdown.MarkdownReader} makes blocks, {@link
 * dev.errand.noteworker.markdown.MarkdownWriter} Markdown.
 */
@NullMarked
package dev.errand.noteworker.markdown;

import org.jspecify.annotations.NullMarked;
