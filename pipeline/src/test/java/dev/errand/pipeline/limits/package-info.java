@NullMarked
package dev.errand.pipeline.limits;

import org.jspecify.annotations.NullMarked;
