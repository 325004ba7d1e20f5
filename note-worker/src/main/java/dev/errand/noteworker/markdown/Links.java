package dev.errand.noteworker.markdown;

import dev.errand.noteworker.notion.RichText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;

/** Where links lead. */
final class Links {

  /** https://developers.notion.com/reference/request-limits, 2026-10: {@code link.url}. */
  private static final int LONGEST = 2_000;

  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");

  private Links() {}

  /** Whether Notion takes it as a link; it refuses the whole request over one it does not take. */
  static boolean usable(String target) {
    if (target.length() > LONGEST) {
      return false;
    }
    try {
      URI uri = new URI(target);
      String scheme = uri.getScheme();
      return scheme != null
          && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))
          && (uri.isOpaque() || uri.getHost() != null);
    } catch (URISyntaxException notALink) {
      return false;
    }
  }

  /** All that a document links to. */
  static Set<String> targets(Node document) {
    Set<String> targets = new HashSet<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            targets.add(link.getDestination());
            visitChildren(link);
          }

          @Override
          public void visit(Image image) {
            targets.add(image.getDestination());
            visitChildren(image);
          }
        });
    return targets;
  }

  /** A definition that nothing refers to, as in a list of sources: the reader wants to see it. */
  static List<RichText> spelledOut(LinkReferenceDefinition definition) {
    String target = definition.getDestination();
    RichText label = RichText.of("[" + definition.getLabel() + "]: ");
    RichText shown = new RichText(target, usable(target) ? target : null, RichText.Style.PLAIN);
    return definition.getTitle() == null
        ? List.of(label, shown)
        : List.of(label, shown, RichText.of(" (" + definition.getTitle() + ")"));
  }
}
