package dev.errand.local.drive;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The operators' part of the API, for somebody who has a token for it. Thread-safe. */
public final class OperatorApi {

  private final String url;
  private final String token;
  private final Web web = new Web(HttpClient.newBuilder());

  public OperatorApi(String apiUrl, String token) {
    this.url = apiUrl + "/operator/v1/";
    this.token = token;
  }

  /** The API's answer, a problem too. */
  public record Answer(int status, JsonNode body) {

    public boolean isFine() {
      return status / 100 == 2;
    }
  }

  public Answer get(String path, Map<String, String> query) {
    return call("GET", path, query);
  }

  public Answer post(String path, Map<String, String> query) {
    return call("POST", path, query);
  }

  private Answer call(String method, String path, Map<String, String> query) {
    HttpResponse<String> answer =
        web.send(
            Web.with(
                HttpRequest.newBuilder(URI.create(url + path + asked(query)))
                    .header("Authorization", "Bearer " + token),
                method,
                null));
    return new Answer(
        answer.statusCode(),
        answer.body().isEmpty() ? Web.JSON.createObjectNode() : Web.JSON.readTree(answer.body()));
  }

  private static String asked(Map<String, String> query) {
    return query.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
  }
}
