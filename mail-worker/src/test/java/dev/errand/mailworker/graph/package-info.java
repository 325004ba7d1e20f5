/** Tests of the client; {@link dev.errand.mailworker.graph.CannedGraph} answers what it is told. */
@NullMarked
package dev.errand.mailworker.graph;

import org.jspecify.annotations.NullMarked;
