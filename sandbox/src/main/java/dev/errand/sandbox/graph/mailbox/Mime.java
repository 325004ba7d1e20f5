package dev.errand.sandbox.graph.mailbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A message as the text it travels in. A report is a {@code multipart/report} as RFC 3464 has it,
 * with the original, or its head, at its end: [MS-OXCMAIL] 2.1.3.6.1.
 */
public final class Mime {

  private static final String BOUNDARY = "_000_sandbox_";
  private static final String STATUS = "message/delivery-status";

  private Mime() {}

  public static byte[] of(Message message) {
    JsonNode document = message.document();
    List<Attachment> files = message.attachments();
    StringBuilder text = new StringBuilder();
    head(text, document);
    if (files.isEmpty()) {
      body(text, document.path("body"));
    } else {
      header(text, "Content-Type", type(files) + "; boundary=\"" + BOUNDARY + "\"");
      text.append("\r\n");
      text.append("--" + BOUNDARY + "\r\n");
      body(text, document.path("body"));
      for (Attachment file : files) {
        text.append("\r\n--" + BOUNDARY + "\r\n");
        part(text, file);
      }
      text.append("\r\n--" + BOUNDARY + "--\r\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String type(List<Attachment> files) {
    return files.stream().anyMatch(file -> STATUS.equals(file.contentType()))
        ? "multipart/report; report-type=delivery-status"
        : "multipart/mixed";
  }

  private static void head(StringBuilder text, JsonNode document) {
    header(text, "From", address(document.path("from")));
    header(text, "To", addresses(document.path("toRecipients")));
    header(text, "Subject", word(document.path("subject").asString("")));
    header(text, "Message-ID", document.path("internetMessageId").asString(""));
    for (JsonNode header : document.path("internetMessageHeaders")) {
      String name = header.path("name").asString("");
      if (List.of("in-reply-to", "references", "auto-submitted")
          .contains(name.toLowerCase(Locale.ROOT))) {
        header(text, name, header.path("value").asString(""));
      }
    }
    header(text, "MIME-Version", "1.0");
  }

  private static void body(StringBuilder text, JsonNode body) {
    String kind = body.path("contentType").asString("text").equals("html") ? "html" : "plain";
    header(text, "Content-Type", "text/" + kind + "; charset=utf-8");
    encoded(text, body.path("content").asString("").getBytes(StandardCharsets.UTF_8));
  }

  private static void part(StringBuilder text, Attachment file) {
    String type = file.contentType() == null ? "application/octet-stream" : file.contentType();
    if (file.content() instanceof Content.Item(var item)) {
      header(text, "Content-Type", "message/rfc822");
      text.append("\r\n");
      head(text, item);
      body(text, item.path("body"));
    } else if (type.equals(STATUS) || type.equals("text/rfc822-headers")) {
      header(text, "Content-Type", type);
      text.append("\r\n");
      text.append(
          new String(Base64.getDecoder().decode(file.content().base64()), StandardCharsets.UTF_8));
    } else {
      header(text, "Content-Type", type);
      header(text, "Content-Disposition", "attachment; filename=\"" + word(file.name()) + "\"");
      encoded(text, Base64.getDecoder().decode(file.content().base64()));
    }
  }

  private static void encoded(StringBuilder text, byte[] bytes) {
    header(text, "Content-Transfer-Encoding", "base64");
    text.append("\r\n").append(Base64.getMimeEncoder().encodeToString(bytes)).append("\r\n");
  }

  private static void header(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value.replaceAll("[\r\n]", " ")).append("\r\n");
  }

  private static String word(String text) {
    return text.chars().allMatch(c -> c < 0x7f)
        ? text
        : "=?utf-8?B?"
            + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
            + "?=";
  }

  private static String addresses(JsonNode recipients) {
    return recipients.valueStream().map(Mime::address).collect(Collectors.joining(", "));
  }

  private static String address(JsonNode recipient) {
    return "<" + recipient.path("emailAddress").path("address").asString("") + ">";
  }
}
