package dev.errand.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Percent-decoding of paths and forms. */
final class Decoded {

  private Decoded() {}

  /** Split first, decoded after, so that an encoded slash stays inside its segment. */
  static List<String> segments(String rawPath) {
    List<String> segments = new ArrayList<>();
    int from = 1;
    while (from <= rawPath.length()) {
      int to = rawPath.indexOf('/', from);
      if (to < 0) {
        to = rawPath.length();
      }
      segments.add(segment(rawPath.substring(from, to)));
      from = to + 1;
    }
    return segments;
  }

  private static String segment(String raw) {
    return raw.indexOf('%') < 0
        ? raw
        : URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** A query string or an urlencoded form, in order; what is badly encoded stays as it is. */
  static Map<String, List<String>> form(String raw) {
    Map<String, List<String>> form = new LinkedHashMap<>();
    int from = 0;
    while (from < raw.length()) {
      int to = raw.indexOf('&', from);
      if (to < 0) {
        to = raw.length();
      }
      int equals = raw.indexOf('=', from);
      String name = raw.substring(from, equals < 0 || equals > to ? to : equals);
      String value = equals < 0 || equals > to ? "" : raw.substring(equals + 1, to);
      if (!name.isEmpty()) {
        form.computeIfAbsent(text(name), key -> new ArrayList<>(1)).add(text(value));
      }
      from = to + 1;
    }
    return form;
  }

  private static String text(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEncoding) {
      return encoded;
    }
  }
}
