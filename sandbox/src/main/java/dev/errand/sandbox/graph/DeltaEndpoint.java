package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.ChangeType;
import dev.errand.sandbox.graph.mailbox.Folder;
import dev.errand.sandbox.graph.mailbox.Following;
import dev.errand.sandbox.graph.mailbox.MailErrors;
import dev.errand.sandbox.graph.mailbox.MailTypes;
import dev.errand.sandbox.graph.mailbox.Message;
import dev.errand.sandbox.graph.odata.Filter;
import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.graph.odata.Operator;
import dev.errand.sandbox.graph.odata.Query;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes in a folder since a token: <a
 * href="https://learn.microsoft.com/graph/api/message-delta">message-delta</a>. A token carries the
 * query of the first request; what a later request adds has no effect.
 */
final class DeltaEndpoint {

  private static final int USUAL_PAGE = 10;

  private DeltaEndpoint() {}

  static Reply changes(Call call) {
    Folder folder = call.mailbox().folders().require(call.variable("folder"));
    Following following = call.mailbox().following(folder);
    DeltaToken token =
        DeltaToken.read(call, folder).orElseGet(() -> DeltaToken.first(call, folder, following));
    Query query = query(call, token.parameters());
    int size = call.preferences().maxPageSize();
    Following.Page page;
    try {
      page =
          following.page(
              token.position(),
              size > 0 ? size : token.parameters().containsKey("$top") ? query.top() : USUAL_PAGE,
              token.generation(),
              new Following.Wanted(
                  filter(query), query.filter().isPresent(), changeType(token.parameters())),
              call.preferences().immutableIds());
    } catch (ODataError tooLate) {
      throw tooLate.withLocation(address(call, folder) + "?$deltatoken=");
    }
    return shown(call, folder, token, query, page);
  }

  private static Reply shown(
      Call call, Folder folder, DeltaToken token, Query query, Following.Page page) {
    MessageView view = call.view(query);
    ObjectNode body = Json.object();
    body.put("@odata.context", call.base() + "/$metadata#Collection(message)");
    ArrayNode value = body.putArray("value");
    for (Following.Entry entry : page.entries()) {
      value.add(entry.gone() ? removed(entry) : present(view.show(entry.message())));
    }
    String next = token.at(page.next()).written();
    body.put(
        page.more() ? "@odata.nextLink" : "@odata.deltaLink",
        address(call, folder) + (page.more() ? "?$skiptoken=" : "?$deltatoken=") + next);
    return Reply.json(200, body);
  }

  private static ObjectNode present(ObjectNode shown) {
    return Json.object().put("@odata.type", "#microsoft.graph.message").setAll(shown);
  }

  private static ObjectNode removed(Following.Entry entry) {
    ObjectNode removed = Json.object().put("@odata.type", "#microsoft.graph.message");
    removed.put("id", entry.id());
    removed.putObject("@removed").put("reason", "deleted");
    return removed;
  }

  private static String address(Call call, Folder folder) {
    return call.base() + "/me/mailFolders/" + folder.id() + "/messages/delta";
  }

  private static Query query(Call call, Map<String, String> parameters) {
    String unsupported =
        Set.of("$search", "$skip", "$count").stream()
            .filter(parameters::containsKey)
            .sorted()
            .collect(Collectors.joining(", "));
    if (!unsupported.isEmpty()) {
      throw unsupported(unsupported);
    }
    Query query = Query.parse(parameters, MailTypes.MESSAGE);
    if (!query.orderBy().stream()
        .allMatch(key -> key.descending() && key.path().toString().equals("receivedDateTime"))) {
      throw unsupported("$orderby");
    }
    call.requireAllowed(query);
    return query;
  }

  /** Only from a moment on. */
  private static Predicate<Message> filter(Query query) {
    if (query.filter().isEmpty()) {
      return _ -> true;
    }
    if (query.filter().get() instanceof Filter.Match match
        && match.path().toString().equals("receivedDateTime")
        && List.of(Operator.GE, Operator.GT).contains(match.operator())) {
      return message -> match.test(message.document());
    }
    throw unsupported("$filter");
  }

  private static ChangeType changeType(Map<String, String> parameters) {
    String written = parameters.getOrDefault("changeType", "all");
    if (!written.matches("all|created|updated|deleted")) {
      throw new ODataError(
          400, "ErrorInvalidUrlQuery", "The changeType '" + written + "' is not supported.");
    }
    return ChangeType.valueOf(written.toUpperCase(Locale.ROOT));
  }

  private static ODataError unsupported(String parameters) {
    return new ODataError(
        400,
        "ErrorInvalidUrlQuery",
        "The following parameters are not supported with change tracking over the 'Messages'"
            + " resource: '"
            + parameters
            + "'.");
  }

  static ODataError malformed() {
    return MailErrors.syncStateInvalid();
  }
}
