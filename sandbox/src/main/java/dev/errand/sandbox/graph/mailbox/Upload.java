package dev.errand.sandbox.graph.mailbox;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A session in which a large file comes in ranges, one after the other. The file is an attachment
 * when its last byte has come, and before that it is nothing.
 */
public final class Upload {

  /** The documentation's advice for the ranges, taken here as a limit. */
  public static final int LARGEST_RANGE = 4 * 1024 * 1024;

  private final String id;
  private final String secret;
  private final String app;
  private final Mailbox mailbox;
  private final Message message;
  private final ObjectNode item;
  private final Instant expires;
  private final Spool spool = new Spool();

  Upload(
      String id,
      String secret,
      String app,
      Mailbox mailbox,
      Message message,
      ObjectNode item,
      Instant expires) {
    this.id = id;
    this.secret = secret;
    this.app = app;
    this.mailbox = mailbox;
    this.message = message;
    this.item = item;
    this.expires = expires;
  }

  /** The app that opened it, whose limits it counts to. */
  public String app() {
    return app;
  }

  public String id() {
    return id;
  }

  /** The token in the address. */
  public String secret() {
    return secret;
  }

  public Owner owner() {
    return mailbox.owner();
  }

  public Message message() {
    return message;
  }

  public Instant expires() {
    return expires;
  }

  /** Where the next range begins. */
  public long next() {
    return spool.size();
  }

  long size() {
    return item.path("size").asLong();
  }

  /** Takes the next range; true when it was the last. */
  boolean take(long from, long to, long total, byte[] bytes) {
    if (total != size() || from > to || to >= total || to - from + 1 != bytes.length) {
      throw MailErrors.badRange("The Content-Range does not fit the file or the body.");
    }
    if (from != next()) {
      throw MailErrors.unexpectedRange(next());
    }
    spool.append(bytes);
    return next() == total;
  }

  Attachment finish() {
    return mailbox.attachments().keep(message, item, new Content.Large(spool.close()));
  }

  void discard() {
    spool.discard();
  }
}
