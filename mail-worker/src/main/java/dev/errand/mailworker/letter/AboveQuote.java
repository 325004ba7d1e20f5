package dev.errand.mailworker.letter;

import dev.errand.mailworker.graph.ItemBody;
import java.util.Objects;
import org.springframework.web.util.HtmlUtils;

/**
 * What somebody writes above the mail that they answer or pass on, as HTML.
 *
 * <p>It stands before the whole quote and not inside it: what is in the quote comes from whoever
 * wrote that mail, who could place a {@code <body>} where nothing shows. HTML lets text stand there
 * (https://html.spec.whatwg.org/multipage/parsing.html: it begins the body, and the tags of a later
 * one open nothing). The quote itself passes as Graph gives it: it is the person's own mail.
 */
final class AboveQuote {

  private AboveQuote() {}

  /**
   * One body of both.
   *
   * @param written checked as all bodies are
   */
  static ItemBody join(ItemBody written, ItemBody quote) {
    return new ItemBody("html", "<div>" + html(written) + "</div>\r\n<br>\r\n" + html(quote));
  }

  private static String html(ItemBody body) {
    String content = Objects.requireNonNullElse(body.content(), "");
    return "html".equalsIgnoreCase(body.contentType()) ? content : harmless(content);
  }

  /** A text that shows as it was written, its lines and its spaces too. */
  private static String harmless(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8")
        .replace("\t", "    ")
        .replace("  ", " &nbsp;")
        .replaceAll("\r\n|\r|\n|\u2028|\u2029", "<br>\r\n");
  }
}
