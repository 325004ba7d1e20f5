package dev.errand.noteworker.markdown;

import dev.errand.noteworker.notion.RichText;
import java.util.List;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** Writes runs of text into a Markdown node. */
final class InlineWriter {

  private InlineWriter() {}

  static void into(Node parent, List<RichText> runs) {
    Runs.merged(runs).forEach(run -> run(parent, run));
  }

  /** Where Markdown allows no line break. */
  static void intoOneLine(Node parent, List<RichText> runs) {
    into(parent, runs.stream().map(run -> run.withText(run.text().replace('\n', ' '))).toList());
  }

  /** Markdown wants no space just inside its marks, but for those of code: it goes outside. */
  private static void run(Node parent, RichText run) {
    String text = run.text();
    String core = run.style().code() ? text : text.strip();
    if (core.isEmpty()) {
      lines(parent, run.withText(text));
      return;
    }
    int start = text.indexOf(core);
    plain(parent, text.substring(0, start));
    lines(marked(parent, run), run.withText(core));
    plain(parent, text.substring(start + core.length()));
  }

  private static void plain(Node parent, String space) {
    if (!space.isEmpty()) {
      lines(parent, RichText.of(space));
    }
  }

  private static Node marked(Node parent, RichText run) {
    Node node = parent;
    if (run.href() != null) {
      node = in(node, new Link(run.href(), null));
    }
    if (run.style().strikethrough()) {
      node = in(node, new Strikethrough("~~"));
    }
    if (run.style().bold()) {
      node = in(node, new StrongEmphasis("**"));
    }
    if (run.style().italic()) {
      node = in(node, new Emphasis("*"));
    }
    return node;
  }

  private static Node in(Node parent, Node child) {
    parent.appendChild(child);
    return child;
  }

  private static void lines(Node parent, RichText run) {
    String[] lines = run.text().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (i > 0) {
        parent.appendChild(new HardLineBreak());
      }
      if (!lines[i].isEmpty()) {
        line(parent, run.style().code() ? new Code(lines[i]) : new Text(lines[i]));
      }
    }
  }

  /** The renderer takes care of all that would begin a block in a line, but for this. */
  private static void line(Node parent, Node content) {
    if (content instanceof Text text && text.getLiteral().startsWith("+")) {
      HtmlInline plus = new HtmlInline(); // written as it is
      plus.setLiteral("\\+");
      parent.appendChild(plus);
      text.setLiteral(text.getLiteral().substring(1));
    }
    parent.appendChild(content);
  }
}
