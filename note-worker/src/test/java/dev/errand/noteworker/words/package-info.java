@NullMarked
package dev.errand.noteworker.words;

import org.jspecify.annotations.NullMarked;
