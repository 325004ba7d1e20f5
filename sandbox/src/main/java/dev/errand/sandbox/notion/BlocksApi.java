package dev.errand.sandbox.notion;

import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.rules.Blocks;
import dev.errand.sandbox.notion.rules.Draft;
import dev.errand.sandbox.notion.rules.Field;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /blocks}: a page's id is a block's id too. */
final class BlocksApi {

  private final Notion notion;

  BlocksApi(Notion notion) {
    this.notion = notion;
  }

  Answer get(NotionCall call) {
    return Answer.of(Shown.block(call.block(call.id("id", "block_id"))));
  }

  Answer update(NotionCall call) {
    Node block = call.block(call.id("id", "block_id"));
    Field body = Field.body(call.body());
    if (body.at("type").present()) {
      expectType(block, body.at("type").string());
    }
    for (String name : body.value().propertyNames()) {
      if (name.matches("[a-z]+(_[a-z0-9]+)*") && body.at(name).value().isObject()) {
        expectType(block, name);
      }
    }
    body.only(Blocks.updateKeys(block.type()));
    Field given = body.at(block.type());
    if (block.isPage() && given.present()) {
      throw Refusal.validation("Child page titles cannot be updated here: update the page.");
    }
    ObjectNode content =
        given.present()
            ? new Blocks(call.richTexts()).changed(block.type(), given, block.content())
            : block.content();
    boolean toTrash = body.at("in_trash").bool(block.trashed());
    call.checkEditable(block, toTrash);

    boolean trashChanged = toTrash != block.trashed();
    block.trash(toTrash, call.bot(), call.now());
    block.edit(content, call.bot(), call.now());
    if (block.isPage() || block.isDatabase()) {
      call.reindexed(block, trashChanged, notion.searchLag());
    }
    String kind = !trashChanged ? "block.updated" : toTrash ? "block.trashed" : "block.restored";
    return Answer.of(Shown.block(block)).changed(kind, block.id());
  }

  private static void expectType(Node block, String type) {
    if (!type.equals(block.type())) {
      throw Refusal.validation("Expected block type " + block.type() + " in request body");
    }
  }

  Answer delete(NotionCall call) {
    Node block = call.block(call.id("id", "block_id"));
    call.checkEditable(block, true);
    block.trash(true, call.bot(), call.now());
    if (block.isPage() || block.isDatabase()) {
      call.reindexed(block, true, notion.searchLag());
    }
    return Answer.of(Shown.block(block)).changed("block.trashed", block.id());
  }

  /** A trashed block's children are not found, though the block itself is. */
  Answer children(NotionCall call) {
    Node block = call.block(call.id("id", "block_id"));
    Paging paging = Paging.ofQuery(call.request().query());
    if (block.inTrash()) {
      throw call.notFound("block", block.id());
    }
    if (block.isDatabase()) {
      throw Refusal.notSimulated("the children of a database");
    }
    Paging.Part part = paging.of(block.children());
    return Answer.of(
        Shown.list("block", part.items().stream().map(Shown::block).toList(), part.nextCursor()));
  }

  /**
   * Answers the new blocks; after {@code position.after_block} also every later sibling, as was
   * recorded in 11 of 16 cases.
   */
  Answer append(NotionCall call) {
    Node parent = call.block(call.id("id", "block_id"));
    Field body = Field.body(call.body()).only("children", "position");
    List<Draft> drafts = new Blocks(call.richTexts()).children(body.at("children"));
    Place place = Place.of(body.at("position"), parent);
    call.checkEditable(parent, parent.trashed());
    if (!parent.isPage() && !Blocks.isContainer(parent.type(), parent.content())) {
      throw Refusal.validation("Block does not support children.");
    }
    List<Node> added = call.grow(parent, place.anchor(), drafts, place.first());
    List<Node> siblings = parent.children();
    List<Node> answered =
        place.anchor() == null || added.isEmpty()
            ? added
            : siblings.subList(siblings.indexOf(added.getFirst()), siblings.size());
    Answer answer =
        Answer.of(Shown.list("block", answered.stream().map(Shown::block).toList(), null));
    return added.isEmpty() ? answer : answer.changed("children", added.getFirst().id());
  }

  /** Where new blocks go: at the end, first, or after another child. */
  private record Place(@Nullable Node anchor, boolean first) {

    static Place of(Field position, Node parent) {
      if (!position.present()) {
        return new Place(null, false);
      }
      String type =
          position
              .only("type", "after_block")
              .at("type")
              .oneOf(Set.of("after_block", "start", "end"));
      if (!type.equals("after_block")) {
        return new Place(null, type.equals("start"));
      }
      String id = position.at("after_block").only("id").at("id").uuid();
      return parent.children().stream()
          .filter(child -> child.id().equals(id))
          .findFirst()
          .map(anchor -> new Place(anchor, false))
          .orElseThrow(
              () -> Refusal.validation("Block " + id + " is not a child of " + parent.id() + "."));
    }
  }
}
