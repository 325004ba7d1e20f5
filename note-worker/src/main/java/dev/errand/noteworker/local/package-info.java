/**
 * The note operations on Markdown files in a folder for each person, of which nothing leaves this
 * machine.
 *
 * <p>Start at {@link dev.errand.noteworker.local.LocalNotes}. A {@link
 * dev.errand.noteworker.local.Notebook} is one person's folder, {@link
 * dev.errand.noteworker.local.FrontMatter} what stands at the beginning of a file, {@link
 * dev.errand.noteworker.local.Disk} how files are written.
 */
@NullMarked
package dev.errand.noteworker.local;

import org.jspecify.annotations.NullMarked;
