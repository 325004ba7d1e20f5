/**
 * Drives a running stack from outside, as its users do: people who connect their accounts,
 * producers of commands, consumers of results, and somebody who reads the sandbox's ledger.
 */
@NullMarked
package dev.errand.local.drive;

import org.jspecify.annotations.NullMarked;
