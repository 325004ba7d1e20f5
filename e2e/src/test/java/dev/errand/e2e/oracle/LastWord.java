package dev.errand.e2e.oracle;

import dev.errand.schemas.Command;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Promises 2 and 3 for what may be set again and again: each thing is as the last command left it
 * that succeeded, whole, once, and as no other. One that ended unknown may have had its way.
 */
public record LastWord(Evidence evidence) implements Oracle {

  @Override
  public Stream<String> violations() {
    Map<String, Status> ends = evidence.ends();
    return Stream.concat(
        evidence.workspaces().entrySet().stream()
            .flatMap(each -> judge(each.getKey(), each.getValue().desk().states(), ends)),
        evidence.mailboxes().entrySet().stream()
            .flatMap(each -> judge(each.getKey(), each.getValue().states(), ends)));
  }

  private Stream<String> judge(UserId user, Map<String, String> states, Map<String, Status> ends) {
    return states.entrySet().stream()
        .flatMap(state -> judge(user, state.getKey(), state.getValue(), ends));
  }

  private Stream<String> judge(UserId user, String thing, String state, Map<String, Status> ends) {
    Set<String> possible = new HashSet<>(Set.of(Settings.atFirst(user, thing)));
    for (Command command : evidence.published(user)) {
      String set = Settings.of(command).get(thing);
      Status end = ends.get(Evidence.name(user, command.id().value()));
      if (set != null && end == Status.SUCCEEDED) {
        possible.clear();
      }
      if (set != null && (end == Status.SUCCEEDED || end == Status.UNKNOWN)) {
        possible.add(set);
      }
    }
    return possible.contains(state)
        ? Stream.empty()
        : Stream.of("%s of %s: '%s' instead of %s".formatted(thing, user, state, possible));
  }
}
