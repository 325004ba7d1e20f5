package dev.errand.sandbox.notion;

import dev.errand.sandbox.notion.model.DataSource;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Workspace;
import dev.errand.sandbox.notion.rules.Field;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
    if (!wantsPages(body.at("filter"))) {
      return sources(call, query, inTrash, order, paging);
    }
    List<Node> found =
        call.connection().workspace().pages().stream()
            .filter(call.connection()::sees)
            .filter(page -> matches(call, page, query, inTrash))
            .sorted(order)
            .toList();
    Paging.Part part = paging.of(found);
    return Answer.of(
        Shown.list(
            "page_or_data_source",
            part.items().stream().map(Shown::page).toList(),
            part.nextCursor()));
  }

  /** Data sources, by their titles; that one went into the trash is noticed at once. */
  private Answer sources(
      NotionCall call, String query, boolean inTrash, Comparator<Node> order, Paging paging) {
    Workspace workspace = call.connection().workspace();
    List<DataSource> found =
        workspace.sources().stream()
            .filter(source -> call.connection().sees(source.database()))
            .filter(source -> source.inTrash() == inTrash)
            .filter(
                source ->
                    workspace
                        .indexedTitle(source, notion.searchLag(), call.now())
                        .filter(known -> contains(known, query))
                        .isPresent())
            .sorted(Comparator.comparing(DataSource::database, order))
            .toList();
    Paging.Range range = paging.range(found.size(), call.bot());
    return Answer.of(
        Shown.list(
            "page_or_data_source",
            found.subList(range.from(), range.to()).stream().map(ShownData::source).toList(),
            range.nextCursor()));
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

  private static boolean wantsPages(Field filter) {
    return !filter.at("value").present() || filter.at("value").string().equals("page");
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
