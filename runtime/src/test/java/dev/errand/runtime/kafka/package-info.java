@NullMarked
package dev.errand.runtime.kafka;

import org.jspecify.annotations.NullMarked;
