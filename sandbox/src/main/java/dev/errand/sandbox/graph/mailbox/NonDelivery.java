package dev.errand.sandbox.graph.mailbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a message did not arrive, and the report of it.
 *
 * <p>Known: Exchange accepts first and tells later, in a message in the sender's Inbox. Its sender
 * is {@code MicrosoftExchange…@} the own domain with the name "Microsoft Outlook", its subject the
 * original's behind a word in the mailbox's language, and it answers the original by {@code
 * In-Reply-To} and {@code References}. RFC 3464 is the shape of its machine-readable part. Assumed,
 * because no documentation of Graph shows one: that this part is a file and the original an item
 * among the attachments, and one report for each recipient. A foreign server's report follows RFC
 * 3464 only: it answers nothing, and the original's id is in what is attached.
 */
enum NonDelivery {
  /** An address of our own domain that nobody has. */
  UNKNOWN_HERE("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found"),
  /** A domain that does not exist: those that end in {@code .invalid}. */
  NO_SUCH_DOMAIN("5.4.310", "550 5.4.310 DNS domain does not exist"),
  /** Refused by a foreign server: addresses that begin with {@code bounce}. */
  REFUSED_FAR_AWAY("5.1.1", "550 5.1.1 The email account that you tried to reach does not exist");

  private static final String EXCHANGE = "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@";

  private final String status;
  private final String diagnostic;

  NonDelivery(String status, String diagnostic) {
    this.status = status;
    this.diagnostic = diagnostic;
  }

  /** What becomes of an address that nobody here has; most mail to far away just arrives. */
  static Optional<NonDelivery> of(String address, Directory directory) {
    String domain = Owner.domainOf(address);
    if (directory.isOurs(domain)) {
      return Optional.of(UNKNOWN_HERE);
    }
    if (domain.endsWith(".invalid")) {
      return Optional.of(NO_SUCH_DOMAIN);
    }
    return address.toLowerCase(Locale.ROOT).startsWith("bounce")
        ? Optional.of(REFUSED_FAR_AWAY)
        : Optional.empty();
  }

  /** Writes the report over an empty message. */
  void write(
      ObjectNode report, ObjectNode undelivered, String recipient, Owner owner, Language language) {
    boolean foreign = this == REFUSED_FAR_AWAY;
    ObjectNode sender =
        foreign
            ? Drafting.recipient(
                "Mail Delivery Subsystem", "mailer-daemon@" + Owner.domainOf(recipient))
            : Drafting.recipient("Microsoft Outlook", EXCHANGE + owner.domain());
    report.set("from", sender);
    report.set("sender", sender.deepCopy());
    report.putArray("toRecipients").add(Drafting.recipient(owner.name(), owner.address()));
    report.put(
        "subject",
        foreign
            ? "Delivery Status Notification (Failure)"
            : language.undeliverable() + " " + undelivered.path("subject").asString(""));
    report.set("body", explanation(recipient));
    report.put("bodyPreview", Bodies.preview(report.path("body")));
    ArrayNode headers = report.putArray("internetMessageHeaders");
    InternetHeaders.add(headers, "Auto-Submitted", "auto-replied");
    InternetHeaders.add(
        headers, "Content-Type", "multipart/report; report-type=delivery-status; boundary=\"x\"");
    if (!foreign) {
      InternetHeaders.add(headers, "X-MS-Exchange-Message-Is-Ndr", "");
      Threads.follow(report, undelivered);
    }
  }

  private ObjectNode explanation(String recipient) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("contentType", "text")
        .put(
            "content", "Your message to " + recipient + " couldn't be delivered.\r\n" + diagnostic);
  }

  /** The machine-readable part, and the original or its head. */
  List<ObjectNode> parts(ObjectNode undelivered, String recipient) {
    String delivery =
        "Reporting-MTA: dns;sandbox.example\r\n\r\nFinal-Recipient: rfc822;%s\r\nAction: failed\r\nStatus: %s\r\nDiagnostic-Code: smtp;%s\r\n"
            .formatted(recipient, status, diagnostic);
    String head =
        "Message-ID: %s\r\nSubject: %s\r\n"
            .formatted(
                undelivered.path("internetMessageId").asString(""),
                undelivered.path("subject").asString(""));
    return List.of(
        file("details.txt", "message/delivery-status", delivery),
        this == REFUSED_FAR_AWAY
            ? file("original.txt", "text/rfc822-headers", head)
            : original(undelivered));
  }

  private static ObjectNode file(String name, String type, String content) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("@odata.type", "#microsoft.graph.fileAttachment")
        .put("name", name)
        .put("contentType", type)
        .put(
            "contentBytes",
            Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)));
  }

  private static ObjectNode original(ObjectNode undelivered) {
    ObjectNode item = undelivered.deepCopy();
    item.remove(List.of("singleValueExtendedProperties", "multiValueExtendedProperties", "id"));
    item.put("@odata.type", "#microsoft.graph.message");
    String subject = undelivered.path("subject").asString("");
    ObjectNode original =
        JsonNodeFactory.instance
            .objectNode()
            .put("@odata.type", "#microsoft.graph.itemAttachment")
            .put("name", subject.isEmpty() ? "Untitled" : subject)
            .put("contentType", "message/rfc822");
    original.set("item", item);
    return original;
  }
}
