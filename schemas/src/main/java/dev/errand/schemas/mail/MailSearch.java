package dev.errand.schemas.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@code mail.search}.
 *
 * @param words each must be somewhere in the mail; what stands in double quotes, side by side
 * @param folder an id or a well-known name as {@code inbox}; absent: the whole mailbox
 * @param from only from this address
 * @param since received at or after
 * @param before received before
 * @param hasAttachment only with files (true) or only without (false); absent: both
 * @param limit 1 to 100; absent: 20
 * @param cursor from an earlier answer to the same question, with the same limit
 */
public record MailSearch(
    String words,
    @Nullable String folder,
    @MailboxAddress @Nullable String from,
    @Nullable Instant since,
    @Nullable Instant before,
    @Nullable Boolean hasAttachment,
    @Nullable Integer limit,
    @Nullable String cursor) {}
