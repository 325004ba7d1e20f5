package dev.errand.e2e;

import dev.errand.e2e.oracle.Settings;
import dev.errand.e2e.oracle.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads what the sandbox tells of a user's {@link Desk}.
 *
 * @param pages all of the workspace, oldest first
 * @param root the user's "Personal Assistant" page
 * @param listed what the table of contents links to
 */
record ReadDesk(JsonNode pages, String root, List<String> listed, Desk desk) {

  Workspace.Desk read() {
    return new Workspace.Desk(
        pages
            .valueStream()
            .filter(page -> isIn(page, desk.id(Desk.TABLE)))
            .filter(page -> !desk.has(page.path("id").asString()))
            .map(page -> page.path("title").asString())
            .toList(),
        databases(),
        blocks(Desk.PARTS).skip(1).map(ReadWorkspace::text).toList(),
        states());
  }

  private List<String> databases() {
    return page(root).stream()
        .flatMap(page -> page.path("blocks").valueStream())
        .filter(block -> block.has("child_database"))
        .filter(block -> !desk.has(block.path("id").asString()))
        .map(block -> block.path("child_database").path("title").asString())
        .toList();
  }

  private Map<String, String> states() {
    Map<String, String> states = new HashMap<>();
    states.put(
        Settings.TEXT, blocks(Desk.TEXT).map(ReadWorkspace::text).collect(Collectors.joining("|")));
    states.put(Settings.TITLE, named(Desk.SHELF).map(ReadDesk::title).orElse("no page"));
    states.put(Settings.BOX, named(Desk.BOX).map(this::place).orElse("nowhere"));
    states.put(Settings.BOX_LISTED, "" + entries(Desk.BOX));
    states.put(Settings.LEAF, named(Desk.LEAF).isPresent() ? Settings.THERE : Settings.GONE);
    states.put(Settings.LEAF_LISTED, "" + entries(Desk.LEAF));
    states.put(Settings.VALUE, named(Desk.ROW).map(ReadDesk::count).orElse("no row"));
    for (String from : Desk.LINKED) {
      for (String to : Desk.LINKED) {
        if (!from.equals(to)) {
          states.put(Settings.link(desk.id(from), desk.id(to)), "" + mentions(from, desk.id(to)));
        }
      }
    }
    return states;
  }

  private String place(JsonNode page) {
    if (isIn(page, root)) {
      return Settings.IN_PLACE;
    }
    return isIn(page, desk.id(Desk.SHELF)) ? Settings.ON_SHELF : "elsewhere";
  }

  private long entries(String name) {
    return listed.stream().filter(desk.id(name)::equals).count();
  }

  private long mentions(String from, String id) {
    return blocks(from)
        .flatMap(block -> block.path(block.path("type").asString()).path("rich_text").valueStream())
        .filter(run -> run.path("mention").path("page").path("id").asString("").equals(id))
        .count();
  }

  private static String title(JsonNode page) {
    return page.path("title").asString();
  }

  private static String count(JsonNode row) {
    return row.path("properties").path("Count").path("number").asString("none");
  }

  private Stream<JsonNode> blocks(String name) {
    return named(name).stream().flatMap(page -> page.path("blocks").valueStream());
  }

  private Optional<JsonNode> named(String name) {
    return page(desk.id(name));
  }

  private Optional<JsonNode> page(String id) {
    return pages.valueStream().filter(page -> page.path("id").asString().equals(id)).findFirst();
  }

  private static boolean isIn(JsonNode page, String parent) {
    return page.path("parentId").asString("").equals(parent);
  }
}
