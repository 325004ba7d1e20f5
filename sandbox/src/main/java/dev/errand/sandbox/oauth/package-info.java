/** What the two authorization servers share: codes, client authentication, the consent page. */
@NullMarked
package dev.errand.sandbox.oauth;

import org.jspecify.annotations.NullMarked;
