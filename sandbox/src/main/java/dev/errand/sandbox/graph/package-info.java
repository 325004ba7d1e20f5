/**
 * Microsoft Graph v1.0 mail, as a client meets it under {@code /graph/v1.0}: routes, permissions,
 * limits, headers and error answers. The mail itself is in {@link
 * dev.errand.sandbox.graph.mailbox}, the query language in {@link dev.errand.sandbox.graph.odata}.
 */
@NullMarked
package dev.errand.sandbox.graph;

import org.jspecify.annotations.NullMarked;
