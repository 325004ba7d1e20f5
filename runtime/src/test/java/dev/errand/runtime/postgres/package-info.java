@NullMarked
package dev.errand.runtime.postgres;

import org.jspecify.annotations.NullMarked;
