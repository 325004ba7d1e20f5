package dev.errand.mailworker.letter;

import org.owasp.html.Encoding;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** The words of HTML, without anything else of it. */
public final class PlainText {

  private static final PolicyFactory NOTHING = new HtmlPolicyBuilder().toFactory();

  private PlainText() {}

  /** In one line. */
  public static String of(String html) {
    return Encoding.decodeHtml(NOTHING.sanitize(html.replace("<", " <")), false)
        .replaceAll("[\\s\\u00a0]+", " ")
        .strip();
  }
}
