/** What the query language promises. */
@NullMarked
package dev.errand.sandbox.graph.odata;

import org.jspecify.annotations.NullMarked;
