@NullMarked
package dev.errand.noteworker.index;

import org.jspecify.annotations.NullMarked;
