package dev.errand.sandbox.notion.rules;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Colours of text and blocks. */
final class Colors {

  private static final Set<String> HUES =
      Set.of("gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red");

  private static final Set<String> ALL =
      Stream.concat(
              Stream.of("default", "default_background"),
              HUES.stream().flatMap(hue -> Stream.of(hue, hue + "_background")))
          .collect(Collectors.toUnmodifiableSet());

  private Colors() {}

  static String of(Field color) {
    return color.present() ? color.oneOf(ALL) : "default";
  }
}
