package dev.errand.schemas.mail;

import org.jspecify.annotations.Nullable;

/**
 * Output of whatever sends a mail.
 *
 * @param internetMessageId the Message-ID header that the draft had; the mail can be found by it
 * @param mode absent: looked after until it was surely sent, once
 */
public record MailSent(
    @Nullable String internetMessageId, @Nullable String conversation, @Nullable SendMode mode) {}
