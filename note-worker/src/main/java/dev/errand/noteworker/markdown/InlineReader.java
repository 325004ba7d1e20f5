package dev.errand.noteworker.markdown;

import dev.errand.noteworker.notion.RichText;
import dev.errand.noteworker.notion.RichText.Style;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** Makes runs of what is inside a paragraph, a heading or a cell. For one of them, one thread. */
final class InlineReader {

  private final List<RichText> runs = new ArrayList<>();

  private InlineReader() {}

  static List<RichText> read(Node parent) {
    InlineReader reader = new InlineReader();
    reader.inside(parent, null, Style.PLAIN);
    return Runs.merged(reader.runs);
  }

  private void inside(Node parent, @Nullable String href, Style style) {
    MarkdownReader.children(parent).forEach(node -> one(node, href, style));
  }

  private void one(Node node, @Nullable String href, Style style) {
    switch (node) {
      case Text text -> add(text.getLiteral(), href, style);
      case Code code -> add(code.getLiteral(), href, style.asCode());
      case HtmlInline html -> add(html.getLiteral(), href, style);
      case SoftLineBreak _, HardLineBreak _ -> add("\n", href, style);
      case StrongEmphasis _ -> inside(node, href, style.inBold());
      case Emphasis _ -> inside(node, href, style.inItalic());
      case Strikethrough _ -> inside(node, href, style.struckThrough());
      case Link link -> link(link, link.getDestination(), link.getTitle(), style);
      case Image image -> link(image, image.getDestination(), image.getTitle(), style);
      default -> inside(node, href, style);
    }
  }

  /** An image becomes a link too: its bytes are not ours to copy. */
  private void link(Node node, String target, @Nullable String title, Style style) {
    int before = runs.size();
    String href = Links.usable(target) ? target : null;
    inside(node, href, style);
    boolean shown = runs.size() > before;
    if (!shown) {
      add(target, href, style);
    } else if (href == null && !target.isEmpty()) {
      add(" (" + target + ")", null, style);
    }
    if (title != null && !title.isEmpty()) {
      add(" (" + title + ")", null, style);
    }
  }

  private void add(String text, @Nullable String href, Style style) {
    if (!text.isEmpty()) {
      runs.add(new RichText(text, href, style));
    }
  }
}
