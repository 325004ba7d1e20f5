package dev.errand.sandbox.graph.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a {@code $filter}, read one after the other. */
final class FilterTokens {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<quoted>'(?:[^']|'')*')|(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<number>-?[0-9][0-9A-Za-z:.+-]*)|(?<sign>[(),:/]))");

  private final List<String> tokens;
  private int next;

  FilterTokens(String filter) {
    tokens = split(filter.strip());
  }

  private static List<String> split(String filter) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(filter);
    int at = 0;
    while (at < filter.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw ODataError.invalidFilter("Syntax error at position " + at + " in '" + filter + "'.");
      }
      tokens.add(matcher.group().strip());
      at = matcher.end();
    }
    return tokens;
  }

  String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  String take() {
    if (next == tokens.size()) {
      throw ODataError.invalidFilter("Expression expected at the end of the filter.");
    }
    return tokens.get(next++);
  }

  boolean takeIf(String expected) {
    boolean found = peek().equals(expected);
    if (found) {
      next++;
    }
    return found;
  }

  boolean takeIfIgnoringCase(String expected) {
    return takeIf(peek().toLowerCase(Locale.ROOT).equals(expected) ? peek() : expected);
  }

  void expect(String expected) {
    if (!takeIf(expected)) {
      throw ODataError.invalidFilter("'" + expected + "' expected, found '" + peek() + "'.");
    }
  }

  void expectEnd() {
    if (next < tokens.size()) {
      throw ODataError.invalidFilter("Syntax error at '" + peek() + "'.");
    }
  }
}
