@NullMarked
package dev.errand.pipeline.journal;

import org.jspecify.annotations.NullMarked;
