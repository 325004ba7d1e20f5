/** What mailboxes and their transport promise. */
@NullMarked
package dev.errand.sandbox.graph.mailbox;

import org.jspecify.annotations.NullMarked;
