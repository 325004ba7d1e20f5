package dev.errand.runtime.index;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What is known of a note that was found.
 *
 * @param seenOn when it was last known to be there at the provider
 */
public record Known(UUID page, String url, String title, Instant editedAt, LocalDate seenOn) {}
