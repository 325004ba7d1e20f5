package dev.errand.sandbox.graph.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A navigation property to show inline.
 *
 * @param filter which of its elements
 * @param select which of their properties; empty: all
 */
public record Expand(String property, Optional<Filter> filter, Set<String> select) {

  private static final Pattern ITEM = Pattern.compile("([A-Za-z]+)(?:\\((.*)\\))?", Pattern.DOTALL);

  public Expand {
    select = Set.copyOf(select);
  }

  static List<Expand> parse(String expand, EntityType type) {
    return split(expand, ',').stream().map(item -> one(item.strip(), type)).toList();
  }

  private static Expand one(String item, EntityType type) {
    Matcher matcher = ITEM.matcher(item);
    if (!matcher.matches()) {
      throw invalid("Syntax error in '" + item + "'.");
    }
    String property = matcher.group(1);
    if (!(type.kindOf(property) instanceof Kind.Many(Kind.Structure(EntityType element)))) {
      throw invalid(
          "Could not find a property named '" + property + "' on type '" + type.name() + "'.");
    }
    Optional<Filter> filter = Optional.empty();
    Set<String> select = Set.of();
    for (String option : split(matcher.group(2) == null ? "" : matcher.group(2), ';')) {
      if (option.startsWith("$filter=")) {
        filter = Optional.of(FilterParser.parse(option.substring("$filter=".length()), element));
      } else if (option.startsWith("$select=")) {
        select = Select.parse(option.substring("$select=".length()), element);
      } else if (!option.isBlank()) {
        throw invalid("Unknown option in '" + item + "'.");
      }
    }
    return new Expand(property, filter, select);
  }

  private static ODataError invalid(String why) {
    return ODataError.badRequest("Parsing OData Select and Expand failed: " + why);
  }

  /** Splits where neither in brackets nor in quotes. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')') {
        depth--;
      } else if (!quoted && depth == 0 && c == separator) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
