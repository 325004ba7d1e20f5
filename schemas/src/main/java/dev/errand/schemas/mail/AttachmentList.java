package dev.errand.schemas.mail;

import org.jspecify.annotations.Nullable;

/**
 * Input of {@code attachment.list}.
 *
 * @param internetMessageId the Message-ID header, by which the mail is found where the id is stale
 */
public record AttachmentList(String message, @Nullable String internetMessageId) {}
