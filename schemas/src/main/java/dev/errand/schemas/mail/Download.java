package dev.errand.schemas.mail;

import java.time.Instant;

/**
 * A file that is too large for a result: its person fetches it from the API.
 *
 * @param id in the address {@code /v1/attachments/{id}/content}
 * @param expiresAt when it goes at the latest; a few minutes after it was fetched whole, if that is
 *     sooner
 */
public record Download(String id, Instant expiresAt) {}
