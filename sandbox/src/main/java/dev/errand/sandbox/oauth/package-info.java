/**
 * What the authorization servers share: codes, PKCE, client authentication, id tokens, the consent
 * page.
 */
@NullMarked
package dev.errand.sandbox.oauth;

import org.jspecify.annotations.NullMarked;
