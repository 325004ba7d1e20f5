package dev.errand.schemas.mail;

import org.jspecify.annotations.Nullable;

/**
 * Input of {@code mail.send-draft}.
 *
 * @param internetMessageId the Message-ID header, by which the draft is found where the id is stale
 */
public record MailSendDraft(String message, @Nullable String internetMessageId) {}
