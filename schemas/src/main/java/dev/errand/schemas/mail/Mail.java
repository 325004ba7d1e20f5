package dev.errand.schemas.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Output of {@code mail.get}. */
public record Mail(
    String message,
    @Nullable String internetMessageId,
    @Nullable String conversation,
    @Nullable Address from,
    List<Address> to,
    List<Address> cc,
    List<Address> bcc,
    String subject,
    BodyType bodyType,
    String body,
    @Nullable Instant receivedAt,
    @Nullable Instant sentAt,
    boolean read,
    boolean draft,
    Importance importance,
    boolean hasAttachments) {}
