package dev.errand.schemas.mail;

import org.jspecify.annotations.Nullable;

/**
 * Input of {@code mail.move}.
 *
 * @param internetMessageId the Message-ID header, by which the mail is found where the id is stale
 * @param folder an id or a well-known name as {@code archive}
 */
public record MailMove(String message, @Nullable String internetMessageId, String folder) {}
