/**
 * The Microsoft identity platform v2: PKCE, expiring access tokens, refresh tokens that stay valid.
 *
 * <p>Source: learn.microsoft.com/entra/identity-platform, v2-oauth2-auth-code-flow, refresh-tokens
 * and reference-error-codes, as of 2026-09.
 */
@NullMarked
package dev.errand.sandbox.oauth.microsoft;

import org.jspecify.annotations.NullMarked;
