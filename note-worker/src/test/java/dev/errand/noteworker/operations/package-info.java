@NullMarked
package dev.errand.noteworker.operations;

import org.jspecify.annotations.NullMarked;
