package dev.errand.noteworker.markdown;

import dev.errand.noteworker.notion.RichText;
import dev.errand.schemas.note.Adapted;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.jspecify.annotations.Nullable;

/** Finds what {@link MarkdownReader} has to write otherwise than it stands there. For one text. */
final class Adaptations extends AbstractVisitor {

  private static final int SMALLEST_HEADING = 4;

  private final Set<Adapted> found = EnumSet.noneOf(Adapted.class);
  private final MarkdownReader.Source source;

  private Adaptations(MarkdownReader.Source source) {
    this.source = source;
  }

  static List<Adapted> of(Node document, MarkdownReader.Source source) {
    Adaptations adaptations = new Adaptations(source);
    document.accept(adaptations);
    return List.copyOf(adaptations.found);
  }

  @Override
  public void visit(Heading heading) {
    note(Adapted.HEADING_LEVEL, heading.getLevel() > SMALLEST_HEADING);
    splits(InlineReader.read(heading));
    visitChildren(heading);
  }

  @Override
  public void visit(Paragraph paragraph) {
    splits(InlineReader.read(paragraph));
    visitChildren(paragraph);
  }

  @Override
  public void visit(FencedCodeBlock code) {
    String info = code.getInfo() == null ? "" : code.getInfo();
    List<String> written = CodeReader.read(info, code.getLiteral()).map(CodeReader::fence).toList();
    note(Adapted.CODE_LANGUAGE, !written.getFirst().equals(info));
    note(Adapted.SPLIT, written.size() > 1);
  }

  @Override
  public void visit(IndentedCodeBlock code) {
    note(Adapted.SPLIT, CodeReader.read("", code.getLiteral()).count() > 1);
  }

  @Override
  public void visit(HtmlBlock html) {
    note(Adapted.HTML, true);
  }

  @Override
  public void visit(HtmlInline html) {
    note(Adapted.HTML, true);
  }

  @Override
  public void visit(Image image) {
    note(Adapted.IMAGE, true);
    link(image.getDestination(), image.getTitle());
    visitChildren(image);
  }

  @Override
  public void visit(Link link) {
    link(link.getDestination(), link.getTitle());
    visitChildren(link);
  }

  @Override
  public void visit(LinkReferenceDefinition definition) {
    note(Adapted.LINK_DEFINITION, !source.targets().contains(definition.getDestination()));
  }

  @Override
  public void visit(BulletList list) {
    note(Adapted.ADJACENT_LISTS, next(list) instanceof BulletList);
    visitChildren(list);
  }

  @Override
  public void visit(OrderedList list) {
    note(Adapted.LIST_START, list.getMarkerStartNumber() != 1);
    note(Adapted.ADJACENT_LISTS, next(list) instanceof OrderedList);
    note(
        Adapted.NUMBERED_TASK,
        MarkdownReader.children(list).anyMatch(item -> MarkdownReader.isTask(list, item, source)));
    visitChildren(list);
  }

  @Override
  public void visit(CustomBlock block) {
    if (block instanceof TableBlock table) {
      note(Adapted.SPLIT, TableReader.read(table).count() > 1);
    }
    visitChildren(block);
  }

  @Override
  public void visit(CustomNode node) {
    if (node instanceof TableCell cell) {
      note(Adapted.TABLE_ALIGNMENT, cell.getAlignment() != null);
      note(Adapted.CELL_LOOK, Runs.parts(InlineReader.read(cell)).size() > 1);
    }
    visitChildren(node);
  }

  private void link(String target, @Nullable String title) {
    note(Adapted.LINK, !target.isEmpty() && !Links.usable(target));
    note(Adapted.LINK_TITLE, title != null && !title.isEmpty());
  }

  private void splits(List<RichText> runs) {
    note(Adapted.SPLIT, Runs.parts(runs).size() > 1);
  }

  /** A definition shows nothing, so it divides nothing. */
  private static @Nullable Node next(ListBlock list) {
    Node next = list.getNext();
    while (next instanceof LinkReferenceDefinition) {
      next = next.getNext();
    }
    return next;
  }

  private void note(Adapted what, boolean there) {
    if (there) {
      found.add(what);
    }
  }
}
