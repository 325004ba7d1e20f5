@NullMarked
package dev.errand.pipeline.engine;

import org.jspecify.annotations.NullMarked;
