package dev.errand.sandbox.graph.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code $filter}: {@code or}, {@code and}, {@code not}, comparisons, the text functions,
 * {@code any}.
 */
final class FilterParser {

  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "eq", Operator.EQ,
          "ne", Operator.NE,
          "gt", Operator.GT,
          "ge", Operator.GE,
          "lt", Operator.LT,
          "le", Operator.LE);

  private static final Map<String, Operator> FUNCTIONS =
      Map.of(
          "contains", Operator.CONTAINS,
          "startswith", Operator.STARTSWITH,
          "endswith", Operator.ENDSWITH);

  private final FilterTokens tokens;
  private final Kind root;
  private final @Nullable String variable;

  private FilterParser(FilterTokens tokens, Kind root, @Nullable String variable) {
    this.tokens = tokens;
    this.root = root;
    this.variable = variable;
  }

  static Filter parse(String filter, EntityType type) {
    FilterTokens tokens = new FilterTokens(filter);
    Filter parsed = new FilterParser(tokens, new Kind.Structure(type), null).either();
    tokens.expectEnd();
    return parsed;
  }

  private Filter either() {
    Filter left = both();
    while (tokens.takeIf("or")) {
      left = new Filter.Or(left, both());
    }
    return left;
  }

  private Filter both() {
    Filter left = not();
    while (tokens.takeIf("and")) {
      left = new Filter.And(left, not());
    }
    return left;
  }

  private Filter not() {
    return tokens.takeIf("not") ? new Filter.Not(not()) : term();
  }

  private Filter term() {
    if (tokens.takeIf("(")) {
      Filter inner = either();
      tokens.expect(")");
      return inner;
    }
    String word = tokens.take();
    Operator function = FUNCTIONS.get(word);
    return function != null && tokens.peek().equals("(") ? function(function) : comparison(word);
  }

  /** As in {@code contains(subject,'x')}, alone or held against true or false. */
  private Filter function(Operator function) {
    tokens.expect("(");
    Path path = path(tokens.take());
    if (!(path.kind() instanceof Kind.Text || path.kind() instanceof Kind.Token)) {
      throw ODataError.invalidFilter("No function signature matches the arguments.");
    }
    tokens.expect(",");
    Filter match = new Filter.Match(path, function, Literals.read(tokens.take(), path, function));
    tokens.expect(")");
    if (!tokens.takeIf("eq")) {
      return match;
    }
    return Boolean.parseBoolean(tokens.take()) ? match : new Filter.Not(match);
  }

  private Filter comparison(String first) {
    List<String> steps = new ArrayList<>(List.of(first));
    while (tokens.takeIf("/")) {
      if (tokens.takeIfIgnoringCase("any")) {
        return any(Path.of(withoutVariable(steps), root));
      }
      steps.add(tokens.take());
    }
    Path path = Path.of(withoutVariable(steps), root);
    String word = tokens.peek();
    Operator operator = OPERATORS.get(word);
    if (operator == null) {
      return alone(path);
    }
    tokens.take();
    return new Filter.Match(path, operator, Literals.read(tokens.take(), path, operator));
  }

  /** A boolean property may stand for itself. */
  private Filter alone(Path path) {
    if (path.kind() instanceof Kind.Flag) {
      return new Filter.Match(path, Operator.EQ, "true");
    }
    throw ODataError.invalidFilter("Syntax error at '" + tokens.peek() + "'.");
  }

  private Filter any(Path collection) {
    if (!(collection.kind() instanceof Kind.Many many)) {
      throw ODataError.invalidFilter("Any/All may only be used following a collection.");
    }
    tokens.expect("(");
    String range = tokens.take();
    tokens.expect(":");
    Filter element = new FilterParser(tokens, many.element(), range).either();
    tokens.expect(")");
    return new Filter.Any(collection, element);
  }

  private Path path(String first) {
    List<String> steps = new ArrayList<>(List.of(first));
    while (tokens.takeIf("/")) {
      steps.add(tokens.take());
    }
    return Path.of(withoutVariable(steps), root);
  }

  private List<String> withoutVariable(List<String> steps) {
    if (variable == null) {
      return steps;
    }
    if (!steps.getFirst().equals(variable)) {
      throw ODataError.unsupportedFilter();
    }
    return steps.subList(1, steps.size());
  }
}
