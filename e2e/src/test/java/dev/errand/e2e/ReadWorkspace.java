package dev.errand.e2e;

import dev.errand.e2e.oracle.Workspace;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what the sandbox tells of a user's workspace.
 *
 * @param pages all of them, oldest first
 * @param journal the user's own page, in which lines stand behind the first block
 * @param desk what is not judged as a note
 */
record ReadWorkspace(JsonNode pages, String journal, @Nullable Desk desk) {

  private static final String ROOT = "Personal Assistant";
  private static final String CONTENTS = "Table of Contents";

  Workspace read() {
    List<JsonNode> roots =
        pages.valueStream().filter(page -> isIn(page, "") && isTitled(page, ROOT)).toList();
    List<JsonNode> under =
        pages
            .valueStream()
            .filter(page -> roots.stream().anyMatch(root -> isIn(page, id(root))))
            .toList();
    List<JsonNode> contents = under.stream().filter(page -> isTitled(page, CONTENTS)).toList();
    List<String> listed =
        contents.stream().flatMap(ReadWorkspace::blocks).map(ReadWorkspace::entry).toList();
    return new Workspace(
        roots.size(),
        contents.size(),
        listed.stream().filter(id -> !isOfTheDesk(id)).toList(),
        under.stream()
            .filter(page -> !isTitled(page, CONTENTS) && !isOfTheDesk(id(page)))
            .map(this::note)
            .toList(),
        under.stream().filter(this::isJournal).flatMap(page -> texts(page).skip(1)).toList(),
        desk == null || roots.isEmpty()
            ? Workspace.Desk.EMPTY
            : new ReadDesk(pages, id(roots.getFirst()), listed, desk).read());
  }

  private boolean isOfTheDesk(String id) {
    return desk != null && desk.has(id);
  }

  private Workspace.Note note(JsonNode page) {
    Stream<String> texts = isJournal(page) ? texts(page).limit(1) : texts(page);
    return new Workspace.Note(id(page), page.path("title").asString(), texts.toList());
  }

  private boolean isJournal(JsonNode page) {
    return id(page).equals(journal);
  }

  private static String id(JsonNode page) {
    return page.path("id").asString();
  }

  private static boolean isTitled(JsonNode page, String title) {
    return page.path("title").asString().equals(title);
  }

  private static boolean isIn(JsonNode page, String parent) {
    return page.path("parentId").asString("").equals(parent);
  }

  private static Stream<JsonNode> blocks(JsonNode page) {
    return page.path("blocks").valueStream();
  }

  private static String entry(JsonNode block) {
    return block.path("link_to_page").path("page_id").asString(text(block));
  }

  private static Stream<String> texts(JsonNode page) {
    return blocks(page).map(ReadWorkspace::text);
  }

  static String text(JsonNode block) {
    return block
        .path(block.path("type").asString())
        .path("rich_text")
        .valueStream()
        .map(run -> run.path("plain_text").asString())
        .collect(Collectors.joining());
  }
}
