package dev.errand.sandbox.http;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One call as a handler sees it. Immutable; used by one event loop. */
public final class Request {

  private final String method;
  private final String path;
  private final String rawQuery;
  private final Map<String, String> variables;
  private final HttpHeaders headers;
  private final byte[] body;
  private final int inFlight;

  private Request(
      String method,
      String path,
      String rawQuery,
      Map<String, String> variables,
      HttpHeaders headers,
      byte[] body,
      int inFlight) {
    this.method = method;
    this.path = path;
    this.rawQuery = rawQuery;
    this.variables = variables;
    this.headers = headers;
    this.body = body;
    this.inFlight = inFlight;
  }

  static Request of(String method, String uri, HttpHeaders headers, byte[] body) {
    int question = uri.indexOf('?');
    String path = question < 0 ? uri : uri.substring(0, question);
    String query = question < 0 ? "" : uri.substring(question + 1);
    return new Request(method, path, query, Map.of(), headers, body, 0);
  }

  /** A call that came inside this one: to the same host, with the same authorization. */
  public Request inner(String innerMethod, String uri, Map<String, String> more, byte[] content) {
    HttpHeaders inner = new DefaultHttpHeaders();
    header("host").ifPresent(host -> inner.set("host", host));
    more.forEach(inner::set);
    header("authorization").ifPresent(token -> inner.set("authorization", token));
    inner.set("content-length", content.length);
    return of(innerMethod, uri, inner, content);
  }

  public Request withVariables(Map<String, String> found) {
    return new Request(method, path, rawQuery, found, headers, body, inFlight);
  }

  public Request withInFlight(int calls) {
    return new Request(method, path, rawQuery, variables, headers, body, calls);
  }

  public String method() {
    return method;
  }

  /** The path as it was sent, still percent-encoded, without the query. */
  public String path() {
    return path;
  }

  /** A variable of the route's pattern, decoded. */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The route has no {" + name + "}");
    }
    return value;
  }

  /** The query's parameters, decoded, in order; what is badly encoded stays as it is. */
  public Map<String, List<String>> query() {
    return Decoded.form(rawQuery);
  }

  /** The first value of a query parameter. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query().get(name)).map(List::getFirst);
  }

  public String rawQuery() {
    return rawQuery;
  }

  /** The first value of a header; names are case-insensitive. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public List<String> headers(String name) {
    return headers.getAll(name);
  }

  /** The bytes themselves, not a copy: do not change them. */
  public byte[] body() {
    return body;
  }

  /**
   * The body as JSON.
   *
   * @throws tools.jackson.core.JacksonException if it is not one JSON value
   */
  public JsonNode json() {
    return Json.parse(body);
  }

  /** The body as an urlencoded form. */
  public Map<String, List<String>> form() {
    return Decoded.form(new String(body, StandardCharsets.UTF_8));
  }

  /** Calls of the token's person in this area that were running when this one came, with it. */
  public int inFlight() {
    return inFlight;
  }
}
