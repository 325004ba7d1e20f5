package dev.errand.mailworker.graph;

import static dev.errand.mailworker.graph.Documented.body;

import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.LimitUnit;
import dev.errand.runtime.http.HttpFailure;
import dev.errand.runtime.http.NoAnswer;
import dev.errand.runtime.http.ProviderHttp;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/**
 * Several reads of one mailbox in one HTTP request
 * (https://learn.microsoft.com/graph/json-batching, 2026-09). It saves round trips and no quota:
 * each read counts as a request, is limited by itself, and fails by itself. Graph gives Outlook no
 * more than four at a time. For all threads.
 */
public final class GraphBatch {

  /** Graph takes no more at once. */
  public static final int MOST = 20;

  private final ProviderHttp http;
  private final GraphBatchApi api;

  public GraphBatch(ProviderHttp http, URI baseUrl) {
    this.http = http;
    this.api = http.api(GraphBatchApi.class, baseUrl);
  }

  /** What one read of a batch gave. */
  public sealed interface Item {

    record Told(JsonNode body) implements Item {}

    record Failed(HttpFailure failure) implements Item {}
  }

  /** What so many reads take from a mailbox's limits. */
  public static Cost cost(int reads) {
    return new Cost(Map.of(LimitUnit.REQUESTS, (long) reads));
  }

  /**
   * Reads all of it.
   *
   * @param urls each behind Graph's own address as {@code /me/mailboxSettings}, encoded; at most
   *     {@value #MOST}
   * @return in the order of the urls
   */
  public List<Item> read(AccessToken token, List<String> urls) {
    List<Batch.Request> requests = new ArrayList<>();
    for (String url : urls) {
      requests.add(
          new Batch.Request(
              Integer.toString(requests.size()),
              "GET",
              url,
              Map.of("Prefer", GraphMailApi.IMMUTABLE_IDS)));
    }
    BatchAnswers answers =
        body(
            api.ask(token.secret().bearer(), UUID.randomUUID(), new Batch(requests)),
            HttpStatus.OK);
    Map<String, BatchAnswers.Item> byId = new HashMap<>();
    answers.responses().forEach(item -> byId.put(item.id(), item));
    return requests.stream().map(request -> item(byId.get(request.id()))).toList();
  }

  private Item item(BatchAnswers.@Nullable Item answer) {
    if (answer == null || (isOk(answer) && !answer.body().isObject())) {
      throw new NoAnswer(true, "an answer of the batch is missing");
    }
    if (isOk(answer)) {
      return new Item.Told(answer.body());
    }
    HttpHeaders headers = new HttpHeaders();
    answer.headers().forEach(headers::set);
    return new Item.Failed(http.failure(answer.status(), headers, answer.body()));
  }

  private static boolean isOk(BatchAnswers.Item answer) {
    return answer.status() == HttpStatus.OK.value();
  }
}
