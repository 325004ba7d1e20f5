@NullMarked
package dev.errand.runtime.local;

import org.jspecify.annotations.NullMarked;
