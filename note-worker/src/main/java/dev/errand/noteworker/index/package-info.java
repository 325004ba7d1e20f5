/**
 * Finds notes again by what they say. {@link dev.errand.noteworker.index.LearnedNotes} learns from
 * what operations give, {@link dev.errand.noteworker.index.NoteIndex} is what they ask. It is a
 * help: no command fails or waits because of it, and without it notes are found by title, as Notion
 * does.
 */
@NullMarked
package dev.errand.noteworker.index;

import org.jspecify.annotations.NullMarked;
