package dev.errand.sandbox;

import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Calls the Notion simulator with one token. */
record NotionClient(Http http, String token) {

  Http.Answer send(String method, String path, String body) throws Exception {
    return http.send(
        method,
        "/notion/v1" + path,
        body,
        "authorization",
        "Bearer " + token,
        "notion-version",
        "2026-03-11",
        "content-type",
        "application/json");
  }

  Http.Answer get(String path) throws Exception {
    return send("GET", path, "");
  }

  Http.Answer post(String path, String body) throws Exception {
    return send("POST", path, body);
  }

  Http.Answer patch(String path, String body) throws Exception {
    return send("PATCH", path, body);
  }

  /** A page at the root of the workspace. */
  String page(String title) throws Exception {
    return id(post("/pages", "{\"properties\":{\"title\":[%s]}}".formatted(text(title))));
  }

  String pageIn(String parent, String title) throws Exception {
    return id(
        post(
            "/pages",
            "{\"parent\":{\"page_id\":\"%s\"},\"properties\":{\"title\":[%s]}}"
                .formatted(parent, text(title))));
  }

  List<String> append(String parent, String... texts) throws Exception {
    JsonNode results = patch("/blocks/" + parent + "/children", children(texts)).json();
    return ids(results);
  }

  static String children(String... texts) {
    return "{\"children\":["
        + String.join(
            ",", IntStream.range(0, texts.length).mapToObj(i -> paragraph(texts[i])).toList())
        + "]}";
  }

  static List<String> ids(JsonNode list) {
    return list.path("results").valueStream().map(one -> one.path("id").stringValue()).toList();
  }

  private static String id(Http.Answer answer) {
    return answer.json().path("id").stringValue();
  }

  static String text(String content) {
    return "{\"text\":{\"content\":\"%s\"}}".formatted(content);
  }

  static String paragraph(String content) {
    return "{\"paragraph\":{\"rich_text\":[%s]}}".formatted(text(content));
  }
}
