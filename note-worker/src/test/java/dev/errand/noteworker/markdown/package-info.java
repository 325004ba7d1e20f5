@NullMarked
package dev.errand.noteworker.markdown;

import org.jspecify.annotations.NullMarked;
