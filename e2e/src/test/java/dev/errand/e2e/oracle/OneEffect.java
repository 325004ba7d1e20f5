package dev.errand.e2e.oracle;

import dev.errand.schemas.Command;
import java.util.Collections;
import java.util.stream.Stream;

/** Promise 2, first half: what a command does is done at most once. */
public record OneEffect(Evidence evidence) implements Oracle {

  @Override
  public Stream<String> violations() {
    return evidence
        .commands()
        .filter(command -> times(evidence, command) > 1)
        .map(
            command ->
                "%s was carried out %d times"
                    .formatted(Evidence.name(command), times(evidence, command)));
  }

  /** How often the effect of a command stands at the provider; 0 for a look. */
  static int times(Evidence evidence, Command command) {
    return evidence
        .effect(command)
        .map(
            effect ->
                Collections.frequency(
                    evidence.standing(command.user(), effect.kind()), effect.text()))
        .orElse(0);
  }
}
