@NullMarked
package dev.errand.mailworker.letter;

import org.jspecify.annotations.NullMarked;
