package dev.errand.schemas.mail;

import org.jspecify.annotations.Nullable;

/**
 * Output of {@code mail.draft}.
 *
 * @param message its id, until it is sent
 * @param internetMessageId its Message-ID header
 */
public record MailDrafted(
    String message, @Nullable String internetMessageId, @Nullable String conversation) {}
