package dev.errand.sandbox.graph.odata;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A parsed {@code $filter}. Immutable; matches documents of the type it was parsed for. */
public sealed interface Filter extends Predicate<JsonNode> {

  /** The properties it looks at, in the order in which they are written. */
  Stream<String> properties();

  /** Equalities without which it cannot match: what an index may start from. */
  default Stream<Match> required() {
    return Stream.empty();
  }

  record And(Filter left, Filter right) implements Filter {
    @Override
    public boolean test(JsonNode document) {
      return left.test(document) && right.test(document);
    }

    @Override
    public Stream<String> properties() {
      return Stream.concat(left.properties(), right.properties());
    }

    @Override
    public Stream<Match> required() {
      return Stream.concat(left.required(), right.required());
    }
  }

  record Or(Filter left, Filter right) implements Filter {
    @Override
    public boolean test(JsonNode document) {
      return left.test(document) || right.test(document);
    }

    @Override
    public Stream<String> properties() {
      return Stream.concat(left.properties(), right.properties());
    }
  }

  record Not(Filter inner) implements Filter {
    @Override
    public boolean test(JsonNode document) {
      return !inner.test(document);
    }

    @Override
    public Stream<String> properties() {
      return inner.properties();
    }
  }

  /** A property against a literal. */
  record Match(Path path, Operator operator, @Nullable String literal) implements Filter {
    @Override
    public boolean test(JsonNode document) {
      return operator.test(path.comparable(document), literal);
    }

    @Override
    public Stream<String> properties() {
      return Stream.of(path.toString());
    }

    @Override
    public Stream<Match> required() {
      return operator == Operator.EQ ? Stream.of(this) : Stream.empty();
    }
  }

  /** Some element of a collection. */
  record Any(Path collection, Filter element) implements Filter {
    @Override
    public boolean test(JsonNode document) {
      for (JsonNode each : collection.in(document)) {
        if (element.test(each)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Stream<String> properties() {
      return Stream.of(collection.toString());
    }
  }

  /** The first {@code any} over this collection without which the filter cannot match. */
  default Optional<Any> requiredAny(String collection) {
    return switch (this) {
      case Any any when any.collection().toString().equals(collection) -> Optional.of(any);
      case And and ->
          and.left().requiredAny(collection).or(() -> and.right().requiredAny(collection));
      case Any _, Or _, Not _, Match _ -> Optional.empty();
    };
  }
}
