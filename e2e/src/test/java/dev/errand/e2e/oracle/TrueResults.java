package dev.errand.e2e.oracle;

import dev.errand.schemas.Command;
import dev.errand.schemas.Status;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Promise 2, second half: succeeded means that the effect is there, and any other end but {@code
 * unknown} means that it is not.
 */
public record TrueResults(Evidence evidence) implements Oracle {

  @Override
  public Stream<String> violations() {
    Map<String, Status> ends = evidence.ends();
    return evidence
        .commands()
        .filter(command -> evidence.effect(command).isPresent())
        .flatMap(
            command -> {
              Status end = ends.get(Evidence.name(command.user(), command.id().value()));
              return end == null ? Stream.empty() : lie(command, end);
            });
  }

  private Stream<String> lie(Command command, Status end) {
    boolean there = OneEffect.times(evidence, command) > 0;
    return switch (end) {
      case SUCCEEDED ->
          there ? Stream.empty() : Stream.of(Evidence.name(command) + " succeeded without effect");
      case FAILED, REJECTED, EXPIRED, CANCELLED ->
          there
              ? Stream.of(Evidence.name(command) + " ended " + end + " and was carried out")
              : Stream.empty();
      case UNKNOWN -> Stream.empty();
    };
  }
}
