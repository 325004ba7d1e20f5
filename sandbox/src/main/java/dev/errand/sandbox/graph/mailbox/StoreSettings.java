package dev.errand.sandbox.graph.mailbox;

import java.time.Duration;

/**
 * How a mailbox keeps things, where tenants differ or the documentation is silent.
 *
 * @param largestMessage bytes of all attachments of a message, in base64; 35 MB is a tenant's
 *     default, and an administrator may raise it so that a file of 150 MB can be sent
 * @param uploadLifetime of an upload session; the documentation shows a moment and no rule
 * @param uploadStatus whether GET on an upload URL tells what is missing, as the official SDK
 *     expects; the documentation of Outlook's sessions knows PUT and DELETE only
 * @param searchLag until {@code $search} sees a message: it asks an index, not the store
 * @param deltaReplays whether a round of changes tells the last change of the round before again,
 *     as the documentation says to expect; off, replays come only of reading a link twice
 * @param deltaSince how many messages the first round of changes since a date tells at most: 5,000,
 *     says the documentation of message-delta, and nothing of a sign that there are more
 * @param replyProperties whether the draft of a reply or a forward takes the extended properties
 *     that are given when it is made: the metadata allows them, and no documentation tells
 */
public record StoreSettings(
    long largestMessage,
    Duration uploadLifetime,
    boolean uploadStatus,
    Duration searchLag,
    boolean deltaReplays,
    int deltaSince,
    boolean replyProperties) {

  public static StoreSettings defaults() {
    return new StoreSettings(
        35L * 1024 * 1024, Duration.ofHours(1), true, Duration.ofSeconds(2), false, 5_000, true);
  }
}
