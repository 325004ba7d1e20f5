/**
 * OData as Microsoft Graph speaks it: types, strict reading of bodies, and the query options. It
 * knows nothing of mail.
 *
 * <p>Start with {@link dev.errand.sandbox.graph.odata.Query}.
 */
@NullMarked
package dev.errand.sandbox.graph.odata;

import org.jspecify.annotations.NullMarked;
