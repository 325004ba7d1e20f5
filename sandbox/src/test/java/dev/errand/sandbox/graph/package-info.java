/** What Graph mail promises over HTTP. */
@NullMarked
package dev.errand.sandbox.graph;

import org.jspecify.annotations.NullMarked;
