package dev.errand.sandbox.notion;

import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.notion.model.Connection;
import dev.errand.sandbox.notion.model.DataSource;
import dev.errand.sandbox.notion.model.Ids;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Workspace;
import dev.errand.sandbox.notion.rules.Draft;
import dev.errand.sandbox.notion.rules.PropertyConfigs;
import dev.errand.sandbox.notion.rules.RichTexts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call that passed the common checks. Its workspace's monitor is held.
 *
 * @param body an empty object if there was none
 */
record NotionCall(Request request, JsonNode body, Connection connection, Instant now) {

  /** A path variable that must be a UUID. */
  String id(String variable, String pathName) {
    String text = request.variable(variable);
    return Ids.parse(text)
        .orElseThrow(
            () ->
                Refusal.validation(
                    "path failed validation: path.%s should be a valid uuid, instead was `\"%s\"`."
                        .formatted(pathName, text)));
  }

  Node page(String id) {
    return connection.page(id).orElseThrow(() -> notFound("page", id));
  }

  Node database(String id) {
    return connection.database(id).orElseThrow(() -> notFound("database", id));
  }

  DataSource source(String id) {
    return connection.source(id).orElseThrow(() -> notFound("data_source", id));
  }

  Node block(String id) {
    return connection.block(id).orElseThrow(() -> notFound("block", id));
  }

  Refusal notFound(String what, String id) {
    return Refusal.notFound(what, id, connection.botId(), connection.client().name());
  }

  String bot() {
    return connection.botId();
  }

  /** What is in the trash can only be taken out of it, and only where it was thrown away. */
  void checkEditable(Node block, boolean toTrash) {
    boolean takenOut = block.trashed() && !toTrash;
    Node container = block.parent();
    if (takenOut ? container != null && container.inTrash() : block.inTrash()) {
      throw Refusal.archived();
    }
  }

  RichTexts richTexts() {
    return new RichTexts(id -> connection.page(id).map(Node::title).orElse("Untitled"));
  }

  PropertyConfigs propertyConfigs() {
    return new PropertyConfigs(this::source);
  }

  /** Makes blocks of drafts, in a block: after a child, first, or last. */
  List<Node> grow(Node parent, @Nullable Node anchor, List<Draft> drafts, boolean first) {
    List<Node> added = drafts.stream().map(draft -> built(parent, draft)).toList();
    if (anchor != null || first) {
      parent.insertAfter(anchor, added);
    } else {
      added.forEach(parent::append);
    }
    added.forEach(connection.workspace()::know);
    if (!added.isEmpty()) {
      parent.touch(bot(), now);
    }
    return added;
  }

  private Node built(Node parent, Draft draft) {
    Node block = new Node(draft.type(), parent, draft.content(), bot(), now);
    draft.children().forEach(child -> block.append(built(block, child)));
    return block;
  }

  /** Tells search of a changed page, and of the pages in it if they went or came back with it. */
  void reindexed(Node page, boolean trashChanged, Duration lag) {
    Workspace workspace = connection.workspace();
    List<Node> pages = trashChanged ? workspace.pagesUnder(page) : List.of(page);
    pages.forEach(one -> workspace.reindex(one, lag, now));
  }
}
