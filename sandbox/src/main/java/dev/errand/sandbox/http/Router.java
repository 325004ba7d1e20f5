package dev.errand.sandbox.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a path, segment by segment on the parsed and decoded path: a literal segment
 * wins over a variable. Fill it before the server starts; after that it is read-only and safe for
 * all threads.
 */
public final class Router {

  private final Node root = new Node();
  private final List<Fallback> fallbacks = new ArrayList<>();

  /** A route found, and the request with the route's variables in it. */
  public record Match(Route route, Request request) {}

  private record Fallback(String prefix, Route route) {}

  private record Leaf(Route route, List<String> names) {}

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    final Map<String, Leaf> methods = new HashMap<>();
    @Nullable Node variable;
  }

  /** Routes a method and a pattern such as {@code /graph/v1.0/me/messages/{id}}. */
  public void add(Area area, String method, String pattern, Handler handler) {
    Node node = root;
    List<String> names = new ArrayList<>();
    for (String segment : Decoded.segments(pattern)) {
      if (segment.startsWith("{")) {
        names.add(segment.substring(1, segment.length() - 1));
        if (node.variable == null) {
          node.variable = new Node();
        }
        node = node.variable;
      } else {
        node = node.literals.computeIfAbsent(segment, key -> new Node());
      }
    }
    if (node.methods.putIfAbsent(method, new Leaf(new Route(area, pattern, handler), names))
        != null) {
      throw new IllegalStateException(method + " " + pattern + " is routed twice");
    }
  }

  /** Answers what nothing else matches below a prefix. The longest prefix wins. */
  public void fallback(Area area, String prefix, Handler handler) {
    fallbacks.add(new Fallback(prefix, new Route(area, prefix + "/**", handler)));
    fallbacks.sort((a, b) -> Integer.compare(b.prefix().length(), a.prefix().length()));
  }

  public Match match(Request request) {
    List<String> segments;
    try {
      segments = Decoded.segments(request.path());
    } catch (IllegalArgumentException badEncoding) {
      return unknown(request);
    }
    List<String> values = new ArrayList<>(4);
    Leaf leaf = find(root, segments, 0, request.method(), values);
    if (leaf == null) {
      return unknown(request);
    }
    return new Match(leaf.route(), request.withVariables(variables(leaf.names(), values)));
  }

  private static @Nullable Leaf find(
      Node node, List<String> segments, int at, String method, List<String> values) {
    if (at == segments.size()) {
      return node.methods.get(method);
    }
    Node literal = node.literals.get(segments.get(at));
    if (literal != null) {
      Leaf found = find(literal, segments, at + 1, method, values);
      if (found != null) {
        return found;
      }
    }
    if (node.variable == null || segments.get(at).isEmpty()) {
      return null;
    }
    values.add(segments.get(at));
    Leaf found = find(node.variable, segments, at + 1, method, values);
    if (found == null) {
      values.removeLast();
    }
    return found;
  }

  private static Map<String, String> variables(List<String> names, List<String> values) {
    Map<String, String> variables = HashMap.newHashMap(names.size());
    for (int i = 0; i < names.size(); i++) {
      variables.put(names.get(i), values.get(i));
    }
    return variables;
  }

  private Match unknown(Request request) {
    for (Fallback fallback : fallbacks) {
      if (request.path().startsWith(fallback.prefix())) {
        return new Match(fallback.route(), request);
      }
    }
    return new Match(new Route(Area.ADMIN, "/**", any -> Reply.text(404, "Not found")), request);
  }
}
