package dev.errand.sandbox.notion;

import dev.errand.sandbox.notion.model.DataSource;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.rules.Field;
import dev.errand.sandbox.notion.rules.Filters;
import dev.errand.sandbox.notion.rules.Sorts;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** {@code /data_sources}: columns, and queries for rows. */
final class DataSourcesApi {

  /** developers.notion.com/reference/query-a-data-source, as of 2026-10. */
  private static final int MOST_ROWS = 10_000;

  Answer get(NotionCall call) {
    return Answer.of(ShownData.source(call.source(call.id("id", "data_source_id"))));
  }

  /** What is in the trash is not found, as the children of a trashed page are not. */
  Answer query(NotionCall call) {
    DataSource source = call.source(call.id("id", "data_source_id"));
    Field body =
        Field.body(call.body())
            .only("filter", "sorts", "start_cursor", "page_size", "in_trash", "result_type");
    if (!call.request().query().isEmpty()) {
      throw Refusal.notSimulated("filter_properties");
    }
    if (body.at("result_type").present()) {
      body.at("result_type").oneOf(Set.of("page", "data_source"));
      throw Refusal.notSimulated("body.result_type");
    }
    boolean inTrash = body.at("in_trash").bool(false);
    Predicate<Node> wanted = new Filters(source, call.now()).parse(body.at("filter"));
    Comparator<Node> order = new Sorts(source).parse(body.at("sorts"));
    if (source.inTrash()) {
      throw call.notFound("data_source", source.id());
    }
    List<Node> all =
        source.rows().stream()
            .filter(row -> row.inTrash() == inTrash && wanted.test(row))
            .sorted(order)
            .toList();
    List<Node> reachable = all.subList(0, Math.min(all.size(), MOST_ROWS));
    Paging.Part part = Paging.ofBody(call.body()).ofQuery(reachable, source.id());
    ObjectNode list =
        Shown.list(
            "page_or_data_source",
            part.items().stream().map(Shown::page).toList(),
            part.nextCursor());
    ObjectNode status = list.putObject("request_status").put("type", "complete");
    if (all.size() > MOST_ROWS && part.nextCursor() == null) {
      status.put("type", "incomplete").put("incomplete_reason", "query_result_limit_reached");
    }
    return Answer.of(list);
  }
}
