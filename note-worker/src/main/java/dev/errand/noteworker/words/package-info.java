/**
 * Words of a text in its language, by Lucene's analyzers: what they stem from, for finding again,
 * and how they were written, for showing.
 */
@NullMarked
package dev.errand.noteworker.words;

import org.jspecify.annotations.NullMarked;
