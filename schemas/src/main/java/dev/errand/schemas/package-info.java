/**
 * The words on the wire: commands, results, problem codes and topics. Every other module depends on
 * this one and this one on none of ours.
 *
 * <p>Read {@link dev.errand.schemas.Command} first, then {@link dev.errand.schemas.Result}.
 */
@NullMarked
package dev.errand.schemas;

import org.jspecify.annotations.NullMarked;
