package dev.errand.schemas.mail;

import java.time.Instant;

/**
 * A file that is too large for a result: its person fetches it from the API, once.
 *
 * @param id in the address {@code /v1/attachments/{id}/content}
 */
public record Download(String id, Instant expiresAt) {}
