package dev.errand.schemas.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@code mail.list}.
 *
 * @param folder an id or a well-known name as {@code inbox}; absent: inbox
 * @param unread only unread (true) or only read (false); absent: both
 * @param from only from this address
 * @param since received at or after
 * @param before received before
 * @param hasAttachment only with files (true) or only without (false); absent: both
 * @param limit 1 to 100; absent: 20
 * @param cursor from an earlier answer to the same question, with the same limit
 */
public record MailList(
    @Nullable String folder,
    @Nullable Boolean unread,
    @MailboxAddress @Nullable String from,
    @Nullable Instant since,
    @Nullable Instant before,
    @Nullable Boolean hasAttachment,
    @Nullable Integer limit,
    @Nullable String cursor) {}
