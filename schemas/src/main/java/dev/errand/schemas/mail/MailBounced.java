package dev.errand.schemas.mail;

/**
 * The data of {@code dev.errand.mail.send.bounced}: a report in the person's mailbox says that a
 * mail did not arrive which a command sent.
 *
 * @param internetMessageId that of the mail, as the command's result told it
 */
public record MailBounced(OriginalCommand command, String internetMessageId, Bounce bounce) {}
