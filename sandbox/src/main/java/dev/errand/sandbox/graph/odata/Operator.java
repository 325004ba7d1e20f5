package dev.errand.sandbox.graph.odata;

import org.jspecify.annotations.Nullable;

/** How a property is held against a literal. Both are in comparable form. */
public enum Operator {
  EQ,
  NE,
  GT,
  GE,
  LT,
  LE,
  CONTAINS,
  STARTSWITH,
  ENDSWITH;

  boolean test(@Nullable String value, @Nullable String literal) {
    if (value == null || literal == null) {
      return switch (this) {
        case EQ -> value == null && literal == null;
        case NE -> value != null || literal != null;
        case GT, GE, LT, LE, CONTAINS, STARTSWITH, ENDSWITH -> false;
      };
    }
    return switch (this) {
      case EQ -> value.equals(literal);
      case NE -> !value.equals(literal);
      case GT -> value.compareTo(literal) > 0;
      case GE -> value.compareTo(literal) >= 0;
      case LT -> value.compareTo(literal) < 0;
      case LE -> value.compareTo(literal) <= 0;
      case CONTAINS -> value.contains(literal);
      case STARTSWITH -> value.startsWith(literal);
      case ENDSWITH -> value.endsWith(literal);
    };
  }

  /** As OData names it in messages. */
  String kindName() {
    return switch (this) {
      case EQ -> "Equal";
      case NE -> "NotEqual";
      case GT -> "GreaterThan";
      case GE -> "GreaterThanOrEqual";
      case LT -> "LessThan";
      case LE -> "LessThanOrEqual";
      case CONTAINS, STARTSWITH, ENDSWITH -> "Function";
    };
  }
}
