package dev.errand.local.demo;

import dev.errand.schemas.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Holds what results say against what one person has in Notion, as the sandbox shows it. */
final class NotionCheck {

  private final UserId person;
  private final JsonNode pages;
  private final List<String> wrong = new ArrayList<>();

  NotionCheck(UserId person, JsonNode pages) {
    this.person = person;
    this.pages = pages;
  }

  /** The note has the title, the tags and the kind that its result tells, and its tasks. */
  NotionCheck enhanced(JsonNode output) {
    String page = output.path("page").asString("");
    JsonNode found = output.path("enhancement");
    boolean titled =
        page(page)
            .anyMatch(
                each -> each.path("title").asString("").equals(output.path("title").asString("?")));
    String line = texts(page).findFirst().orElse("");
    boolean tagged =
        Stream.concat(Stream.of(found.path("kind")), found.path("tags").valueStream())
            .allMatch(word -> line.contains(word.asString("?")));
    return expect(
        titled && tagged && tasks(page) == found.path("actions").asInt(0), "an enhanced note");
  }

  /** A note as a person sees it: its title, the line under that, and what it mentions. */
  String told(String page) {
    return "\"%s\": %s; %d to-dos; linked with %s"
        .formatted(
            page(page).map(each -> each.path("title").asString("")).findFirst().orElse(""),
            texts(page).findFirst().orElse(""),
            tasks(page),
            texts(page).reduce("nothing", (before, last) -> last));
  }

  private long tasks(String page) {
    return blocks(page).filter(block -> block.has("to_do")).count();
  }

  /** A page holds these lines of a list, after which there may be a section of its own. */
  NotionCheck holds(String page, String markdown) {
    List<String> lines = markdown.lines().map(line -> line.replaceFirst("^- ", "")).toList();
    List<String> there = texts(page).toList();
    return expect(
        Collections.indexOfSubList(there, lines) == 0
            && there.stream().filter(lines::contains).count() == lines.size()
            && there.size() <= lines.size() + 2,
        "a note that was written anew");
  }

  /** Each mentions the other once. */
  NotionCheck linked(String one, String another) {
    return expect(mentions(one, another) == 1 && mentions(another, one) == 1, "two linked notes");
  }

  private long mentions(String from, String to) {
    return blocks(from)
        .flatMap(
            block -> block.path(block.path("type").asString("")).path("rich_text").valueStream())
        .filter(part -> part.path("mention").path("page").path("id").asString("").equals(to))
        .count();
  }

  /** The database has exactly these rows, with that box ticked or not. */
  NotionCheck rows(String database, Map<String, Boolean> expected, String box) {
    Map<String, Boolean> rows = new HashMap<>();
    List<JsonNode> all =
        pages
            .valueStream()
            .filter(page -> page.path("parentId").asString("").equals(database))
            .toList();
    all.forEach(
        row ->
            rows.put(
                row.path("title").asString(""),
                row.path("properties").path(box).path("checkbox").asBoolean(false)));
    return expect(all.size() == expected.size() && rows.equals(expected), "a table");
  }

  List<String> wrong() {
    return List.copyOf(wrong);
  }

  private NotionCheck expect(boolean holds, String what) {
    if (!holds) {
      wrong.add("%s has %s that is not as its result says".formatted(person, what));
    }
    return this;
  }

  private Stream<JsonNode> page(String id) {
    return pages.valueStream().filter(page -> page.path("id").asString("").equals(id));
  }

  private Stream<JsonNode> blocks(String page) {
    return page(page).flatMap(each -> each.path("blocks").valueStream());
  }

  private Stream<String> texts(String page) {
    return blocks(page)
        .map(
            block ->
                block
                    .path(block.path("type").asString(""))
                    .path("rich_text")
                    .valueStream()
                    .map(part -> part.path("plain_text").asString(""))
                    .collect(Collectors.joining()));
  }
}
