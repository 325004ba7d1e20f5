@NullMarked
package dev.errand.noteworker.notion;

import org.jspecify.annotations.NullMarked;
