/** What was done in the caller's name: {@link dev.errand.apiingest.audit.AuditController}. */
@NullMarked
package dev.errand.apiingest.audit;

import org.jspecify.annotations.NullMarked;
