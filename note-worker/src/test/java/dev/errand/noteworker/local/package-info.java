@NullMarked
package dev.errand.noteworker.local;

import org.jspecify.annotations.NullMarked;
