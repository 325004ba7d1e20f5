package dev.errand.sandbox.graph.mailbox;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The headers a client may give a message: one to five, all with {@code x-} names, at its creation
 * only. A received message shows those of its way, too.
 */
final class InternetHeaders {

  private static final int MOST = 5;

  private InternetHeaders() {}

  static void require(@Nullable JsonNode headers) {
    if (headers == null) {
      return;
    }
    if (headers.isEmpty()) {
      throw MailErrors.header("The internet message header collection must not be empty.");
    }
    if (headers.size() > MOST) {
      throw MailErrors.header(
          "Maximum number of headers in one message should be less than or equal to " + MOST + ".");
    }
    for (JsonNode header : headers) {
      String name = header.path("name").asString("");
      if (!name.toLowerCase(Locale.ROOT).startsWith("x-")) {
        throw MailErrors.header(
            "The internet message header name '" + name + "' should start with 'x-' or 'X-'.");
      }
    }
  }

  /** What servers write into a message on its way, after what the client wrote. */
  static void addTransport(ObjectNode received) {
    ArrayNode headers =
        received.path("internetMessageHeaders") instanceof ArrayNode written
            ? written
            : received.putArray("internetMessageHeaders");
    add(headers, "From", address(received.path("from")));
    add(headers, "To", addresses(received.path("toRecipients")));
    add(headers, "Subject", received.path("subject").asString(""));
    add(headers, "Message-ID", received.path("internetMessageId").asString(""));
    List<String> references = Threads.references(received);
    if (!references.isEmpty()) {
      add(headers, "In-Reply-To", references.getLast());
      add(headers, "References", String.join(" ", references));
    }
    add(headers, "MIME-Version", "1.0");
  }

  static void add(ArrayNode headers, String name, String value) {
    headers.addObject().put("name", name).put("value", value);
  }

  private static String addresses(JsonNode recipients) {
    return recipients.valueStream().map(InternetHeaders::address).collect(Collectors.joining(", "));
  }

  private static String address(JsonNode recipient) {
    return "<" + recipient.path("emailAddress").path("address").asString("") + ">";
  }
}
