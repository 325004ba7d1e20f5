@NullMarked
package dev.errand.bench;

import org.jspecify.annotations.NullMarked;
