package dev.errand.runtime.index;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A note to be found again.
 *
 * @param url empty if it is not known
 * @param editedAt absent: just now
 * @param digest of title and text: the same digest is the same note
 * @param titleWords those that count more, as the worker compares them
 * @param words the others
 * @param unread the beginning of its text, for its vector
 */
public record IndexedNote(
    UUID page,
    String url,
    String title,
    @Nullable Instant editedAt,
    String digest,
    byte[] titleWords,
    byte[] words,
    String unread) {}
