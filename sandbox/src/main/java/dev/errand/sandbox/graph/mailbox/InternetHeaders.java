package dev.errand.sandbox.graph.mailbox;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The headers a client may give a message: one to five, all with {@code x-} names, at its creation
 * only.
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
}
