package dev.errand.sandbox.graph.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The upload sessions of all mailboxes: <a
 * href="https://learn.microsoft.com/graph/outlook-large-attachments">outlook-large-attachments</a>.
 * What a session says that is over, or asked with a wrong token, is not documented.
 */
public final class Uploads {

  private static final long LARGEST_FILE = 150L * 1024 * 1024;

  private final InstantSource clock;
  private final Supplier<StoreSettings> settings;
  private final Map<String, Upload> open = new HashMap<>();

  Uploads(InstantSource clock, Supplier<StoreSettings> settings) {
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * Opens a session.
   *
   * @param item read as {@link MailTypes#ATTACHMENT_ITEM}
   * @param secret the token of its address
   */
  public Upload begin(
      Mailbox mailbox, String messageId, ObjectNode item, String app, String secret) {
    forgetLongExpired();
    Message message = mailbox.require(messageId);
    if (!item.path("attachmentType").asString("").equals("file")
        || item.path("name").asString("").isEmpty()
        || !item.path("size").isInt()) {
      throw MailErrors.invalidAttachment("A file with a name and a size is required.");
    }
    long size = item.path("size").asLong();
    if (size < Attachment.LARGEST) {
      throw MailErrors.tooSmallForASession();
    }
    if (size > LARGEST_FILE) {
      throw MailErrors.fileTooLarge();
    }
    mailbox.attachments().requireRoom(message, (size + 2) / 3 * 4);
    Ids ids = mailbox.ids();
    Instant expires = clock.instant().plus(settings.get().uploadLifetime());
    Upload upload = new Upload(ids.attachment(), secret, app, mailbox, message, item, expires);
    open.put(upload.id(), upload);
    return upload;
  }

  private void forgetLongExpired() {
    Instant yesterday = clock.instant().minus(Duration.ofDays(1));
    open.values().removeIf(upload -> upload.expires().isBefore(yesterday));
  }

  /** The session, for whoever knows its token. */
  public Upload require(String id, @Nullable String secret) {
    Upload upload = open.get(id);
    if (upload == null) {
      throw MailErrors.itemNotFound();
    }
    if (!upload.secret().equals(secret) || !clock.instant().isBefore(upload.expires())) {
      throw MailErrors.uploadTokenInvalid();
    }
    return upload;
  }

  public boolean tellStatus() {
    return settings.get().uploadStatus();
  }

  /** Takes a range; the attachment, when it was the last. */
  public @Nullable Attachment take(Upload upload, long from, long to, long total, byte[] bytes) {
    if (!upload.take(from, to, total, bytes)) {
      return null;
    }
    open.remove(upload.id());
    return upload.finish();
  }

  public void cancel(Upload upload) {
    open.remove(upload.id());
    upload.discard();
  }
}
