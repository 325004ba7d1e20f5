package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.odata.Order;
import dev.errand.sandbox.graph.odata.Query;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers that are a page of a collection, or one of its entities. */
final class Lists {

  private Lists() {}

  /**
   * A page, with the address of the next if there is one.
   *
   * @param total all that match; shown if the query asks
   */
  static Reply page(
      Call call, String collection, Query query, List<ObjectNode> items, boolean more, int total) {
    ObjectNode body = Json.object();
    body.put("@odata.context", context(call, collection, query));
    if (query.count()) {
      body.put("@odata.count", total);
    }
    body.putArray("value").addAll(items);
    if (more) {
      body.put("@odata.nextLink", nextLink(call, query));
    }
    return Reply.json(200, body);
  }

  static Reply count(int total) {
    return Reply.bytes(
        200, "text/plain", Integer.toString(total).getBytes(StandardCharsets.US_ASCII));
  }

  /** Filters, sorts, pages and selects documents that are all at hand. */
  static Reply of(Call call, String collection, Query query, List<ObjectNode> documents) {
    List<ObjectNode> matching =
        documents.stream()
            .filter(document -> query.filter().isEmpty() || query.filter().get().test(document))
            .sorted(order(query))
            .toList();
    int end = (int) Math.min(matching.size(), (long) query.skip() + query.top());
    List<ObjectNode> page =
        matching.subList(Math.min(query.skip(), end), end).stream()
            .map(document -> MessageView.selected(document, query.select()))
            .toList();
    return page(call, collection, query, page, matching.size() > end, matching.size());
  }

  private static Comparator<ObjectNode> order(Query query) {
    Comparator<JsonNode> order =
        query.orderBy().stream()
            .map(Order::comparator)
            .reduce(Comparator::thenComparing)
            .orElse((_, _) -> 0);
    return order::compare;
  }

  /** One entity with the context it belongs to. */
  static Reply entity(Call call, int status, String collection, Query query, ObjectNode entity) {
    ObjectNode body = Json.object();
    body.put("@odata.context", context(call, collection, query) + "/$entity");
    body.setAll(entity);
    return Reply.json(status, body);
  }

  private static String context(Call call, String collection, Query query) {
    String user = URLEncoder.encode(call.caller().owner().id(), StandardCharsets.UTF_8);
    String select =
        query.select().isEmpty() ? "" : "(" + String.join(",", new TreeSet<>(query.select())) + ")";
    return call.base() + "/$metadata#users('" + user + "')/" + collection + select;
  }

  /** The same request further on. Clients must not look into it. */
  private static String nextLink(Call call, Query query) {
    List<String> parameters = new ArrayList<>();
    for (String parameter : call.request().rawQuery().split("&", -1)) {
      String name = URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8);
      if (!name.isEmpty() && !name.equals("$skip") && !name.equals("$skiptoken")) {
        parameters.add(parameter);
      }
    }
    // A search does not skip; its token is as opaque.
    parameters.add(
        (query.search().isPresent() ? "%24skiptoken=" : "%24skip=") + (query.skip() + query.top()));
    String host = call.base().substring(0, call.base().length() - GraphApi.PREFIX.length());
    return host + call.request().path() + "?" + String.join("&", parameters);
  }
}
