/**
 * A plain OpenID Connect issuer, for signing in where neither provider is meant to.
 *
 * <p>Source: OpenID Connect Core 1.0, Discovery 1.0; RFC 6749, 7636, 9207. Strict where they leave
 * a choice: PKCE is S256 only, and a client is authenticated in one way.
 */
@NullMarked
package dev.errand.sandbox.oauth.signin;

import org.jspecify.annotations.NullMarked;
