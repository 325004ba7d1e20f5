package dev.errand.sandbox.notion;

import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Workspace;
import dev.errand.sandbox.notion.rules.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** {@code /search}: titles only, and always a little behind. Without a filter, pages only. */
final class SearchApi {

  private static final Comparator<Node> OLDEST_EDIT_FIRST =
      Comparator.comparing(Node::editedAt).thenComparing(Node::id);

  private final Notion notion;

  SearchApi(Notion notion) {
    this.notion = notion;
  }

  Answer search(NotionCall call) {
    Field body = Field.body(call.body());
    body.only("query", "filter", "sort", "start_cursor", "page_size");
    String query = body.at("query").present() ? body.at("query").string() : "";
    boolean inTrash = filter(body.at("filter"));
    Comparator<Node> order = order(body.at("sort"));
    Paging paging = Paging.ofBody(call.body());
    List<Hit> hits = new ArrayList<>();
    if (wants(body.at("filter"), "page")) {
      hits.addAll(pages(call, query, inTrash));
    }
    if (wants(body.at("filter"), "data_source")) {
      hits.addAll(sources(call, query, inTrash));
    }
    hits.sort(Comparator.comparing(Hit::node, order));
    Paging.Range range = paging.range(hits.size(), call.bot());
    return Answer.of(
        Shown.list(
            "page_or_data_source",
            hits.subList(range.from(), range.to()).stream().map(hit -> hit.shown().get()).toList(),
            range.nextCursor()));
  }

  /** A page or data source that was found, and what it is ordered by. */
  private record Hit(Node node, Supplier<ObjectNode> shown) {}

  private List<Hit> pages(NotionCall call, String query, boolean inTrash) {
    return call.connection().workspace().pages().stream()
        .filter(call.connection()::sees)
        .filter(page -> matches(call, page, query, inTrash))
        .map(page -> new Hit(page, () -> Shown.page(page)))
        .toList();
  }

  /** Data sources, by their titles; that one went into the trash is noticed at once. */
  private List<Hit> sources(NotionCall call, String query, boolean inTrash) {
    Workspace workspace = call.connection().workspace();
    return workspace.sources().stream()
        .filter(source -> call.connection().sees(source.database()))
        .filter(source -> source.inTrash() == inTrash)
        .filter(
            source ->
                workspace
                    .indexedTitle(source, notion.searchLag(), call.now())
                    .filter(known -> contains(known, query))
                    .isPresent())
        .map(source -> new Hit(source.database(), () -> ShownData.source(source)))
        .toList();
  }

  private static boolean filter(Field filter) {
    if (!filter.present()) {
      return false;
    }
    filter.only("property", "value", "in_trash");
    if (filter.at("property").present() || filter.at("value").present()) {
      filter.at("property").oneOf(Set.of("object"));
      filter.at("value").oneOf(Set.of("page", "data_source"));
    }
    return filter.at("in_trash").bool(false);
  }

  private static boolean wants(Field filter, String kind) {
    return !filter.at("value").present() || filter.at("value").string().equals(kind);
  }

  private static Comparator<Node> order(Field sort) {
    if (!sort.present()
        || sort.only("timestamp", "direction", "property").at("property").present()) {
      return OLDEST_EDIT_FIRST.reversed();
    }
    sort.at("timestamp").oneOf(Set.of("last_edited_time"));
    boolean ascending =
        sort.at("direction").oneOf(Set.of("ascending", "descending")).equals("ascending");
    return ascending ? OLDEST_EDIT_FIRST : OLDEST_EDIT_FIRST.reversed();
  }

  private boolean matches(NotionCall call, Node page, String query, boolean inTrash) {
    Workspace workspace = call.connection().workspace();
    if (inTrash) {
      return page.inTrash() && contains(page.title(), query);
    }
    Optional<String> title = workspace.indexedTitle(page, notion.searchLag(), call.now());
    return title.filter(known -> contains(known, query)).isPresent();
  }

  private static boolean contains(String title, String query) {
    return title.toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT).strip());
  }
}
