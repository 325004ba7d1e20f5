/**
 * Errands in an Outlook mailbox.
 *
 * <p>Start at {@link dev.errand.mailworker.MailWorkerConfiguration}, which names all there is: the
 * typed client ({@code graph}), one switch over Graph's answers ({@code policy}), what may be in a
 * mail ({@code letter}), and the operations themselves ({@code operations}).
 */
@NullMarked
package dev.errand.mailworker;

import org.jspecify.annotations.NullMarked;
