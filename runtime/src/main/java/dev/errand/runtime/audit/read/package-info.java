/**
 * Reading what was written down: {@link dev.errand.runtime.audit.read.AuditTrail} for the person,
 * and {@link dev.errand.runtime.audit.read.VerifyAudit} for whoever wants to know that nothing was
 * changed.
 */
@NullMarked
package dev.errand.runtime.audit.read;

import org.jspecify.annotations.NullMarked;
