package dev.errand.schemas.mail;

import org.jspecify.annotations.Nullable;

/**
 * Input of {@code mail.get}.
 *
 * @param bodyType how the body is wanted; absent: text
 */
public record MailGet(String message, @Nullable BodyType bodyType) {}
