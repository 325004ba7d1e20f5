/**
 * Things that go wrong on purpose: which calls ({@link dev.errand.sandbox.fault.FaultRule}), when
 * and how ({@link dev.errand.sandbox.fault.Fault}).
 */
@NullMarked
package dev.errand.sandbox.fault;

import org.jspecify.annotations.NullMarked;
