package dev.errand.sandbox.graph.odata;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Constants of a filter, in the comparable form of the property they are held against; null is
 * null.
 */
final class Literals {

  private Literals() {}

  static @Nullable String read(String written, Path path, Operator operator) {
    if (written.equals("null")) {
      return null;
    }
    String found = edmTypeOf(written);
    return switch (path.kind()) {
      case Kind.Text _, Kind.Choice _ -> {
        require(found.equals("Edm.String"), found, path, operator);
        yield Path.comparable(unquoted(written), path.kind());
      }
      case Kind.Token token -> {
        require(found.equals("Edm.String"), found, path, operator);
        yield token.canonical().apply(unquoted(written));
      }
      case Kind.Flag _ -> {
        require(found.equals("Edm.Boolean"), found, path, operator);
        yield written;
      }
      case Kind.Whole _ -> {
        require(found.equals("Edm.Int32"), found, path, operator);
        yield Path.comparable(written, path.kind());
      }
      case Kind.Moment _ -> {
        require(
            found.equals("Edm.DateTimeOffset") || found.equals("Edm.Date"), found, path, operator);
        yield Path.comparable(moment(written), path.kind());
      }
      case Kind.Binary _, Kind.Structure _, Kind.Many _ -> throw ODataError.unsupportedFilter();
    };
  }

  private static String edmTypeOf(String written) {
    if (written.startsWith("'")) {
      return "Edm.String";
    }
    if (written.equals("true") || written.equals("false")) {
      return "Edm.Boolean";
    }
    if (written.matches("-?[0-9]{1,18}")) {
      return "Edm.Int32";
    }
    if (written.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      return "Edm.Date";
    }
    if (written.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T.*")) {
      return "Edm.DateTimeOffset";
    }
    throw ODataError.invalidFilter("Could not find a property named '" + written + "'.");
  }

  private static void require(boolean fits, String found, Path path, Operator operator) {
    if (!fits) {
      throw ODataError.invalidFilter(
          "A binary operator with incompatible types was detected. Found operand types '"
              + path.kind().edmName()
              + "' and '"
              + found
              + "' for operator kind '"
              + operator.kindName()
              + "'.");
    }
  }

  private static String unquoted(String written) {
    return written.substring(1, written.length() - 1).replace("''", "'");
  }

  private static String moment(String written) {
    try {
      return written.length() == 10
          ? LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant().toString()
          : OffsetDateTime.parse(written).toInstant().toString();
    } catch (DateTimeException notAMoment) {
      throw ODataError.invalidFilter(
          "Unrecognized 'Edm.DateTimeOffset' literal '" + written + "'.");
    }
  }
}
