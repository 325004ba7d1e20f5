/**
 * How a note is enhanced: a title, tags, a kind and an order of its parts. An {@link
 * dev.errand.noteworker.enhance.Enhancer} never gives a note's text back: it says what the note is
 * called, what it is about, and which of its numbered {@link
 * dev.errand.noteworker.enhance.Passages} are things to do. So whatever it answers, the person's
 * words stand as they were written. {@link dev.errand.noteworker.enhance.Arrange} does what it
 * says.
 */
@NullMarked
package dev.errand.noteworker.enhance;

import org.jspecify.annotations.NullMarked;
