package dev.errand.mailworker.graph;

import static dev.errand.mailworker.graph.Documented.body;

import dev.errand.pipeline.AccessToken;
import dev.errand.runtime.http.NoAnswer;
import dev.errand.runtime.http.ProviderHttp;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What changes in a folder, through Graph: round after round, each in pages
 * (https://learn.microsoft.com/graph/delta-query-messages, 2026-09). The first request says what is
 * wanted; Graph's token carries it on. One request each, with what {@link GraphMail} promises. For
 * all threads.
 */
public final class GraphDelta {

  /**
   * How many mails a round since a date tells at most, and does not say so; whether that goes for
   * the rounds after the first is not documented, so each is taken to be cut
   * (https://learn.microsoft.com/graph/api/message-delta, 2026-09).
   */
  public static final int MOST_SINCE = 5_000;

  private static final String LIST = "delta";

  private final GraphDeltaApi api;
  private final NextLinks links;

  public GraphDelta(ProviderHttp http, URI baseUrl) {
    this.api = http.api(GraphDeltaApi.class, baseUrl);
    this.links = new NextLinks(baseUrl);
  }

  /**
   * The first page of the first round, which tells what is there.
   *
   * @param since of all mails those received at or after
   * @param changeType {@code created}, {@code updated} or {@code deleted}; absent: all
   */
  public DeltaPage begin(
      AccessToken token, String folder, Instant since, @Nullable String changeType, int limit) {
    return body(
        api.begin(
            token.secret().bearer(),
            UUID.randomUUID(),
            pageSize(limit),
            folder,
            "receivedDateTime ge " + since,
            GraphMail.SUMMARY,
            changeType),
        HttpStatus.OK);
  }

  /** The page at a place. */
  public DeltaPage goOn(AccessToken token, String folder, String place, int limit) {
    URI next = links.address(place, "me", "mailFolders", folder, "messages", LIST);
    return body(
        api.goOn(token.secret().bearer(), UUID.randomUUID(), pageSize(limit), next), HttpStatus.OK);
  }

  /**
   * The place to which a page leads: within its round, or at the next one.
   *
   * @throws NoAnswer if it leads elsewhere, or nowhere: then it is no answer of Graph
   */
  public String next(DeltaPage page) {
    String link = page.nextLink() == null ? page.deltaLink() : page.nextLink();
    return Optional.ofNullable(link)
        .flatMap(one -> links.query(one, LIST).or(() -> links.query(one, LIST + "()")))
        .flatMap(Places.OF_CHANGES::in)
        .orElseThrow(() -> new NoAnswer(true, "the next changes are not at Graph"));
  }

  private static String pageSize(int limit) {
    return "odata.maxpagesize=" + limit;
  }
}
