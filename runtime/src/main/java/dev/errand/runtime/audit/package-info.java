/**
 * What was done in a person's name, written down for good, in the transaction that does it. {@link
 * dev.errand.runtime.audit.AuditEntry} is what can be said, {@link
 * dev.errand.runtime.audit.AuditLog} writes it. What makes the rows a chain is in the migration
 * {@code V12__audit.sql}.
 */
@NullMarked
package dev.errand.runtime.audit;

import org.jspecify.annotations.NullMarked;
