/** What can be asked for in a mailbox: one class an operation, and the steps of sending. */
@NullMarked
package dev.errand.mailworker.operations;

import org.jspecify.annotations.NullMarked;
