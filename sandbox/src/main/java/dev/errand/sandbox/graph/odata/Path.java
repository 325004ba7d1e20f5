package dev.errand.sandbox.graph.odata;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The way to a property, as in {@code from/emailAddress/address}, and what is there. No steps: the
 * value itself.
 */
public record Path(List<String> steps, Kind kind) {

  public Path {
    steps = List.copyOf(steps);
  }

  /** Looks the steps up in a type. */
  static Path of(List<String> steps, Kind root) {
    Kind kind = root;
    for (String step : steps) {
      kind = below(kind, step);
    }
    return new Path(steps, kind);
  }

  private static Kind below(Kind kind, String step) {
    if (!(kind instanceof Kind.Structure structure)) {
      throw ODataError.invalidFilter(
          "The parent value for a property access of a property '"
              + step
              + "' is not a single value.");
    }
    Kind found = structure.type().kindOf(step);
    if (found == null) {
      throw ODataError.invalidFilter(
          "Could not find a property named '"
              + step
              + "' on type '"
              + structure.type().name()
              + "'.");
    }
    return found;
  }

  JsonNode in(JsonNode document) {
    JsonNode found = document;
    for (String step : steps) {
      found = found.path(step);
    }
    return found;
  }

  @Nullable String comparable(JsonNode document) {
    JsonNode found = in(document);
    return found.isMissingNode() || found.isNull() ? null : comparable(found.asString(), kind);
  }

  /** The form in which equal values are equal strings and order is the order of strings. */
  static String comparable(String value, Kind kind) {
    return switch (kind) {
      case Kind.Token _, Kind.Flag _ -> value;
      // Without the Z, so that 10:00:00 comes before 10:00:00.5.
      case Kind.Moment _ -> value.endsWith("Z") ? value.substring(0, value.length() - 1) : value;
      case Kind.Whole _ -> "%020d".formatted(Long.parseLong(value));
      case Kind.Text _, Kind.Binary _, Kind.Choice _, Kind.Structure _, Kind.Many _ ->
          value.toLowerCase(Locale.ROOT);
    };
  }

  @Override
  public String toString() {
    return String.join("/", steps);
  }
}
