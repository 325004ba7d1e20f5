/**
 * Mailboxes as Exchange keeps them: messages, folders, drafts, and the transport that carries what
 * is sent. It knows nothing of HTTP.
 *
 * <p>Nothing here is thread-safe: a {@link dev.errand.sandbox.graph.mailbox.PostOffice} and all its
 * mailboxes are used under one lock, because one delivery touches several of them. Start with
 * {@link dev.errand.sandbox.graph.mailbox.Mailbox}.
 */
@NullMarked
package dev.errand.sandbox.graph.mailbox;

import org.jspecify.annotations.NullMarked;
