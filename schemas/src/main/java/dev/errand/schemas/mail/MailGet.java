package dev.errand.schemas.mail;

import org.jspecify.annotations.Nullable;

/**
 * Input of {@code mail.get}.
 *
 * @param internetMessageId the Message-ID header, by which the mail is found where the id is stale
 * @param bodyType how the body is wanted; absent: text
 */
public record MailGet(
    String message, @Nullable String internetMessageId, @Nullable BodyType bodyType) {}
