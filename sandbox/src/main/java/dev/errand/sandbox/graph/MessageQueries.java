package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.graph.odata.Query;
import java.util.Set;
import java.util.stream.Stream;

/** What Outlook adds to the rules of OData for queries over messages. */
final class MessageQueries {

  /** Outlook cannot search by these. */
  private static final Set<String> NOT_FILTERABLE =
      Set.of(
          "id",
          "toRecipients",
          "ccRecipients",
          "bccRecipients",
          "replyTo",
          "attachments",
          "internetMessageHeaders",
          "uniqueBody",
          "webLink",
          "changeKey",
          "multiValueExtendedProperties");

  private static final Set<String> CONTENT =
      Set.of("body", "bodyPreview", "uniqueBody", "attachments", "singleValueExtendedProperties");

  private MessageQueries() {}

  static void requireSupported(Query query) {
    if (filtered(query).anyMatch(NOT_FILTERABLE::contains)) {
      throw new ODataError(
          400,
          "ErrorInvalidUrlQueryFilter",
          "The query filter contains one or more invalid nodes.");
    }
    for (var expand : query.expand()) {
      if (!expand.property().equals("attachments") && expand.filter().isEmpty()) {
        throw new ODataError(
            400,
            "ErrorInvalidUrlQuery",
            "The extended properties to expand must be named in a $filter.");
      }
    }
  }

  static boolean asksForContent(Query query) {
    return filtered(query).anyMatch(CONTENT::contains)
        || query.search().isPresent()
        || !query.expand().isEmpty();
  }

  private static Stream<String> filtered(Query query) {
    return query.filter().stream()
        .flatMap(filter -> filter.properties())
        .map(path -> path.contains("/") ? path.substring(0, path.indexOf('/')) : path);
  }
}
