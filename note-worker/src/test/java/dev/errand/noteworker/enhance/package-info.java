@NullMarked
package dev.errand.noteworker.enhance;

import org.jspecify.annotations.NullMarked;
