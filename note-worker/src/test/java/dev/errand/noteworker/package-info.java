@NullMarked
package dev.errand.noteworker;

import org.jspecify.annotations.NullMarked;
