/**
 * Notion as an authorization server: rotating refresh tokens, no expiry.
 *
 * <p>Source: developers.notion.com/guides/get-started/authorization and /reference/refresh-a-token,
 * as of 2026-10.
 */
@NullMarked
package dev.errand.sandbox.oauth.notion;

import org.jspecify.annotations.NullMarked;
