package dev.errand.mailworker.letter;

import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * HTML that shows and links, and does nothing else. It comes from an agent that may have read
 * anything, and goes out in a person's name; so only what is listed here passes: text, tables,
 * simple styling, and links to web pages and addresses. Scripts, forms, frames, event handlers and
 * pictures are left out without a word (a picture from elsewhere tells when and where a mail is
 * read).
 */
final class SafeHtml {

  /** With their protocol: what stands without one means something else in each program. */
  private static final Pattern ELSEWHERE = Pattern.compile("(?is)\\s*(https?://|mailto:).*");

  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "a",
              "abbr",
              "b",
              "blockquote",
              "br",
              "caption",
              "cite",
              "code",
              "col",
              "colgroup",
              "dd",
              "del",
              "div",
              "dl",
              "dt",
              "em",
              "h1",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "hr",
              "i",
              "ins",
              "kbd",
              "li",
              "mark",
              "ol",
              "p",
              "pre",
              "q",
              "s",
              "samp",
              "small",
              "span",
              "strong",
              "sub",
              "sup",
              "table",
              "tbody",
              "td",
              "tfoot",
              "th",
              "thead",
              "tr",
              "u",
              "ul",
              "var")
          .allowWithoutAttributes("span")
          .allowUrlProtocols("http", "https", "mailto")
          .allowAttributes("href")
          .matching(ELSEWHERE)
          .onElements("a")
          .allowAttributes("title", "lang", "dir")
          .globally()
          .allowAttributes("align", "valign", "colspan", "rowspan")
          .onElements("td", "th")
          .allowAttributes("border", "cellpadding", "cellspacing")
          .onElements("table")
          .allowStyling()
          .toFactory();

  private SafeHtml() {}

  /**
   * What is left of it.
   *
   * @throws dev.errand.pipeline.OperationStopped if that is nothing
   */
  static String of(String html) {
    String safe = POLICY.sanitize(html);
    if (safe.isBlank() && !html.isBlank()) {
      throw Invalid.because(
          "Nothing of the body may be sent: it has no text.", "Write some text into it.");
    }
    return safe;
  }
}
