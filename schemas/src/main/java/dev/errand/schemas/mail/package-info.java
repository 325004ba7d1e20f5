/** What the operations in a mailbox take and give. */
@NullMarked
package dev.errand.schemas.mail;

import org.jspecify.annotations.NullMarked;
