/**
 * Whether mails came back. {@link dev.errand.mailworker.bounces.DeliveryLooks} says when that is
 * looked for, {@link dev.errand.mailworker.bounces.LookForBounces} looks.
 */
@NullMarked
package dev.errand.mailworker.bounces;

import org.jspecify.annotations.NullMarked;
