package dev.errand.mailworker.graph;

import static dev.errand.mailworker.graph.Documented.body;

import dev.errand.pipeline.AccessToken;
import dev.errand.runtime.http.ProviderHttp;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The search of a mailbox through Graph: summaries, newest first, of an index that lags behind the
 * mailbox. It finds 250 messages at most, and is combined with no filter and no order
 * (https://learn.microsoft.com/graph/search-query-parameter, 2026-09). One request each, with what
 * {@link GraphMail} promises. For all threads.
 */
public final class GraphSearch {

  private final GraphSearchApi api;
  private final NextLinks links;

  public GraphSearch(ProviderHttp http, URI baseUrl) {
    this.api = http.api(GraphSearchApi.class, baseUrl);
    this.links = new NextLinks(baseUrl);
  }

  /**
   * The first of what is found.
   *
   * @param folder an id or a well-known name; absent: the whole mailbox
   * @param kql in Outlook's search language
   */
  public Page<Message> find(AccessToken token, @Nullable String folder, String kql, int limit) {
    String bearer = token.secret().bearer();
    UUID call = UUID.randomUUID();
    String search = quoted(kql);
    return body(
        folder == null
            ? api.messages(bearer, call, search, GraphMail.SUMMARY, limit)
            : api.messages(bearer, call, folder, search, GraphMail.SUMMARY, limit),
        HttpStatus.OK);
  }

  /** What is found from a place on. */
  public Page<Message> more(
      AccessToken token, @Nullable String folder, String kql, int limit, String place) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("$search", quoted(kql));
    asked.put("$select", GraphMail.SUMMARY);
    asked.put("$top", String.valueOf(limit));
    String query = Places.query(asked, place);
    URI next =
        folder == null
            ? links.address(query, "me", "messages")
            : links.address(query, "me", "mailFolders", folder, "messages");
    return body(api.more(token.secret().bearer(), UUID.randomUUID(), next), HttpStatus.OK);
  }

  /** The query with which the search goes on; empty at its end. */
  public Optional<String> next(Page<Message> page) {
    return links.next(page, "messages");
  }

  /** All of a search stands in quotes, and those in it behind backslashes. */
  private static String quoted(String kql) {
    return '"' + kql.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
