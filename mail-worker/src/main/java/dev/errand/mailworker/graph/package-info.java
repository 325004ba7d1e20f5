/**
 * Microsoft Graph as it is spoken here: {@link dev.errand.mailworker.graph.GraphMail} makes the
 * calls, one request each, and the records are what is on the wire. They are tolerant: what is not
 * known is ignored, what is not there is null or empty.
 */
@NullMarked
package dev.errand.mailworker.graph;

import org.jspecify.annotations.NullMarked;
