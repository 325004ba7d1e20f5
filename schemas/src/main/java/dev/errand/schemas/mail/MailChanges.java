package dev.errand.schemas.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@code mail.changes}.
 *
 * @param folder an id or a well-known name as {@code inbox}; absent: inbox
 * @param since at the beginning: mails received at or after; absent: from now on
 * @param only one kind of change; absent: all
 * @param limit 1 to 100; absent: 20
 * @param cursor from the answer before; absent: this is the beginning
 */
public record MailChanges(
    @Nullable String folder,
    @Nullable Instant since,
    @Nullable ChangeKind only,
    @Nullable Integer limit,
    @Nullable String cursor) {}
