/**
 * A person's account with us: taking it along and erasing it. What either means is in {@link
 * dev.errand.apiingest.account.AccountController}.
 */
@NullMarked
package dev.errand.apiingest.account;

import org.jspecify.annotations.NullMarked;
