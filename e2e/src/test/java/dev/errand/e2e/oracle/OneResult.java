package dev.errand.e2e.oracle;

import dev.errand.schemas.Command;
import dev.errand.schemas.Result;
import dev.errand.schemas.Results;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Promise 1: each command ends in exactly one result; a repeat has the same bytes. */
public record OneResult(Evidence evidence) implements Oracle {

  @Override
  public Stream<String> violations() {
    Map<String, byte[]> known = new HashMap<>();
    Stream.Builder<String> wrong = Stream.builder();
    for (Result result : evidence.results()) {
      String name = Evidence.name(result.user(), result.command().id().value());
      byte[] bytes = Results.data(result);
      byte[] before = known.putIfAbsent(name, bytes);
      if (before != null && !Arrays.equals(before, bytes)) {
        wrong.add(name + " has two different results, one of them " + result.status());
      }
    }
    Set<String> asked = new HashSet<>();
    evidence.commands().forEach(command -> ask(command, asked, known.keySet(), wrong));
    known.keySet().stream()
        .filter(name -> !asked.contains(name))
        .forEach(name -> wrong.add(name + " has a result and was never published"));
    return wrong.build();
  }

  private static void ask(
      Command command, Set<String> asked, Set<String> known, Stream.Builder<String> wrong) {
    String name = Evidence.name(command.user(), command.id().value());
    asked.add(name);
    if (!known.contains(name)) {
      wrong.add(Evidence.name(command) + " has no result");
    }
  }
}
