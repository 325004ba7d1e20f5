package dev.errand.sandbox.graph.mailbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The message before below a rule, as Outlook quotes it, in the form of that message: HTML stays
 * HTML, text stays text. The markers are those that Outlook on the web writes.
 */
final class Quotes {

  private static final String RULE =
      "<hr tabindex=\"-1\" style=\"display:inline-block; width:98%\">";

  private static final String TEXT_RULE = "________________________________\r\n";

  private static final Pattern BODY = Pattern.compile("(?is)<body\\b[^>]*>(.*)</body\\s*>");
  private static final Pattern HTML_QUOTE =
      Pattern.compile("(?is)<hr\\b[^>]*>\\s*<div id=\"divRplyFwdMsg\".*?(?=</body|$)");

  private static final DateTimeFormatter SENT =
      DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy h:mm:ss a", Locale.ENGLISH);

  private Quotes() {}

  /**
   * A body with the quoted message.
   *
   * @param comment stands above the quote as it is: in HTML it is HTML, and its line ends vanish
   */
  static ObjectNode below(String comment, ObjectNode original) {
    JsonNode body = original.path("body");
    String content = body.path("content").asString("");
    boolean html = body.path("contentType").asString("").equals("html");
    return JsonNodeFactory.instance
        .objectNode()
        .put("contentType", html ? "html" : "text")
        .put(
            "content",
            html
                ? comment + RULE + htmlHead(original) + inner(content)
                : comment + "\r\n" + TEXT_RULE + textHead(original) + "\r\n" + content);
  }

  /** A body without the quote that an answer carries. */
  static JsonNode without(JsonNode body) {
    String content = body.path("content").asString("");
    int textRule = content.indexOf(TEXT_RULE);
    String own =
        textRule >= 0
            ? content.substring(0, textRule)
            : HTML_QUOTE.matcher(content).replaceFirst("");
    return ((ObjectNode) body.deepCopy()).put("content", own);
  }

  private static String inner(String html) {
    var matcher = BODY.matcher(html);
    return matcher.find() ? matcher.group(1) : html;
  }

  private static String htmlHead(ObjectNode original) {
    return "<div id=\"divRplyFwdMsg\" dir=\"ltr\"><font face=\"Calibri, sans-serif\""
        + " color=\"#000000\" style=\"font-size:11pt\">"
        + textHead(original)
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replaceAll("(?m)^([A-Z][a-z]+:)", "<b>$1</b>")
            .replace("\r\n", "<br>\r\n")
        + "</font><div>&nbsp;</div></div>";
  }

  private static String textHead(ObjectNode original) {
    String head =
        "From: %s\r\nSent: %s\r\nTo: %s\r\n"
            .formatted(
                person(original.path("from")),
                SENT.format(
                    Instant.parse(original.path("sentDateTime").asString())
                        .atOffset(ZoneOffset.UTC)),
                people(original.path("toRecipients")));
    String cc = people(original.path("ccRecipients"));
    return head
        + (cc.isEmpty() ? "" : "Cc: " + cc + "\r\n")
        + "Subject: "
        + original.path("subject").asString("")
        + "\r\n";
  }

  private static String people(JsonNode recipients) {
    return recipients.valueStream().map(Quotes::person).collect(Collectors.joining("; "));
  }

  private static String person(JsonNode recipient) {
    JsonNode address = recipient.path("emailAddress");
    return address.path("name").asString("") + " <" + address.path("address").asString("") + ">";
  }
}
