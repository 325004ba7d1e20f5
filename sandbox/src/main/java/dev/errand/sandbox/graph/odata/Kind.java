package dev.errand.sandbox.graph.odata;

import java.util.Set;
import java.util.function.UnaryOperator;

/** What values a property may have. */
public sealed interface Kind {

  /** Plain text; compared without regard to case, as Exchange does. */
  record Text() implements Kind {}

  /** Text that is compared exactly, in its canonical spelling. */
  record Token(UnaryOperator<String> canonical) implements Kind {}

  record Flag() implements Kind {}

  record Whole() implements Kind {}

  /** A point in time with offset: RFC 3339, shown in UTC. */
  record Moment() implements Kind {}

  record Binary() implements Kind {}

  /** One of a closed set of words, written in any case, shown in the case given here. */
  record Choice(String typeName, Set<String> words) implements Kind {
    public Choice {
      words = Set.copyOf(words);
    }
  }

  record Structure(EntityType type) implements Kind {}

  record Many(Kind element) implements Kind {}

  /** The name in messages, as in {@code Edm.String}. */
  default String edmName() {
    return switch (this) {
      case Text _, Token _ -> "Edm.String";
      case Flag _ -> "Edm.Boolean";
      case Whole _ -> "Edm.Int32";
      case Moment _ -> "Edm.DateTimeOffset";
      case Binary _ -> "Edm.Binary";
      case Choice choice -> choice.typeName();
      case Structure structure -> structure.type().name();
      case Many many -> "Collection(" + many.element().edmName() + ")";
    };
  }
}
