@NullMarked
package dev.errand.noteworker.steps;

import org.jspecify.annotations.NullMarked;
