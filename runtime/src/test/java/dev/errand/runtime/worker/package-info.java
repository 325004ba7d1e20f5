@NullMarked
package dev.errand.runtime.worker;

import org.jspecify.annotations.NullMarked;
