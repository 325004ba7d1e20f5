/**
 * One operation under every fault that Graph is known for: {@link
 * dev.errand.e2e.sends.SendCampaignTest} is the run, {@link dev.errand.e2e.sends.Cells} are the
 * faults on each route of sending a mail. Judged are the sandbox's ledger and mailboxes.
 */
@NullMarked
package dev.errand.e2e.sends;

import org.jspecify.annotations.NullMarked;
