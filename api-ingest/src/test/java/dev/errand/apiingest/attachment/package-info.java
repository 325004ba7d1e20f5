/** Bounds on files that are on their way. */
@NullMarked
package dev.errand.apiingest.attachment;

import org.jspecify.annotations.NullMarked;
