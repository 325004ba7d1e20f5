package dev.errand.noteworker.markdown;

import java.util.List;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * What a reader of Markdown is shown, by somebody else's renderer: two texts that look alike have
 * the same text and structure. How much room is left between a list's items is no structure, and a
 * line ends in one way.
 */
public final class Shown {

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(StrikethroughExtension.create(), TablesExtension.create()))
          .build();

  private static final HtmlRenderer HTML =
      HtmlRenderer.builder()
          .extensions(List.of(StrikethroughExtension.create(), TablesExtension.create()))
          .softbreak("<br />\n")
          .build();

  private Shown() {}

  public static String html(String markdown) {
    Node document = PARSER.parse(markdown);
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(BulletList list) {
            list.setTight(true);
            visitChildren(list);
          }

          @Override
          public void visit(OrderedList list) {
            list.setTight(true);
            visitChildren(list);
          }
        });
    return HTML.render(document);
  }
}
