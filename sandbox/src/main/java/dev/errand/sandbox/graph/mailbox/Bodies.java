package dev.errand.sandbox.graph.mailbox;

import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bodies as HTML and as text. Exchange does not give back the bytes it was given, and neither does
 * this.
 */
public final class Bodies {

  private static final String HEAD =
      "<html><head>\r\n"
          + "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head><body>";

  private static final Pattern INVISIBLE =
      Pattern.compile("(?is)<(head|style|script)\\b.*?</\\1\\s*>|<!--.*?-->");
  private static final Pattern LINE_END =
      Pattern.compile("(?i)<br\\s*/?>|</(p|div|li|tr|h[1-6])\\s*>");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private static final int PREVIEW = 255;

  private Bodies() {}

  /** A body as the store keeps it: HTML gets its frame. */
  static ObjectNode stored(JsonNode body) {
    String type = body.path("contentType").asString("text");
    String content = body.path("content").asString("");
    boolean framed = content.toLowerCase(Locale.ROOT).contains("<html");
    return of(type, type.equals("html") && !framed ? HEAD + content + "</body></html>" : content);
  }

  /**
   * A body in one of the two forms.
   *
   * @param type {@code text} or {@code html}
   */
  public static ObjectNode as(String type, JsonNode body) {
    String content = body.path("content").asString("");
    boolean isHtml = body.path("contentType").asString("").equals("html");
    if (type.equals("text")) {
      return of("text", isHtml ? text(content) : content);
    }
    return of("html", isHtml ? content : html(content));
  }

  /** What this message says itself, without those it answers. */
  public static JsonNode unique(JsonNode body) {
    return Quotes.without(body);
  }

  static String preview(JsonNode body) {
    String text = as("text", body).path("content").asString().strip();
    return text.length() <= PREVIEW ? text : text.substring(0, PREVIEW);
  }

  private static ObjectNode of(String type, String content) {
    return JsonNodeFactory.instance.objectNode().put("contentType", type).put("content", content);
  }

  private static String html(String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return HEAD
        + "<div class=\"PlainText\">"
        + escaped.replace("\r\n", "\n").replace("\n", "<br>\r\n")
        + "</div></body></html>";
  }

  private static String text(String html) {
    String visible = INVISIBLE.matcher(html).replaceAll("");
    String lines = LINE_END.matcher(visible.replaceAll("\\s+", " ")).replaceAll("\r\n");
    return TAG.matcher(lines)
        .replaceAll("")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .strip();
  }
}
