package dev.errand.runtime.index;

import java.time.Instant;
import java.util.UUID;

/**
 * What is known of a note that was found.
 *
 * @param unsure whether it was not seen at the provider for long
 */
public record Known(UUID page, String url, String title, Instant editedAt, boolean unsure) {}
