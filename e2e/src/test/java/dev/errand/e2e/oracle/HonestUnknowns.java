package dev.errand.e2e.oracle;

import dev.errand.schemas.OperationName;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.database.DatabaseOperations;
import dev.errand.schemas.note.NoteOperations;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Promise 2: {@code unknown} is no way out. Of a user's commands of one operation no more may end
 * so than calls were made for them that the provider answered wrongly, late or into the void. That
 * of a command which only looks is never unknown, nor a mail: its mark finds it, sent or not.
 */
public record HonestUnknowns(Evidence evidence) implements Oracle {

  private static final String PAGES = "POST /notion/v1/pages";
  private static final String PAGE = "PATCH /notion/v1/pages/{id}";
  private static final String CHILDREN = "PATCH /notion/v1/blocks/{id}/children";
  private static final String MOVE = "POST /notion/v1/pages/{id}/move";
  private static final String DATABASES = "POST /notion/v1/databases";

  /** With which calls an operation has an effect that may not be found again. */
  private static final Map<OperationName, Set<String>> EFFECTS =
      Map.of(
          NoteOperations.NOTE_CREATE, Set.of(PAGES, CHILDREN),
          NoteOperations.NOTE_APPEND, Set.of(CHILDREN),
          NoteOperations.NOTE_UPDATE, Set.of(PAGE, CHILDREN),
          NoteOperations.NOTE_MOVE, Set.of(MOVE, CHILDREN),
          NoteOperations.NOTE_TRASH, Set.of(PAGE),
          NoteOperations.NOTE_RESTORE, Set.of(PAGE, CHILDREN),
          NoteOperations.NOTE_LINK, Set.of(CHILDREN),
          NoteOperations.WORKSPACE_ENSURE, Set.of(PAGES, CHILDREN),
          DatabaseOperations.DATABASE_CREATE, Set.of(DATABASES),
          DatabaseOperations.ROW_CREATE, Set.of(PAGES));

  /** Those of one user that may share their calls in doubt. */
  private record Group(UserId user, OperationName operation) {
    @Override
    public String toString() {
      return operation + " of " + user;
    }
  }

  @Override
  public Stream<String> violations() {
    return unknown().entrySet().stream()
        .filter(each -> each.getValue() > inDoubt(each.getKey()))
        .map(
            each ->
                "%d %s ended unknown, and %d of their calls were in doubt"
                    .formatted(each.getValue(), each.getKey(), inDoubt(each.getKey())));
  }

  /** How many ended so. */
  public long count() {
    return unknown().values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many calls with an effect were in doubt, of all users: what {@link #count} is held to. */
  public long inDoubt() {
    return evidence.calls().stream()
        .filter(call -> EFFECTS.values().stream().anyMatch(routes -> isInDoubt(call, routes)))
        .count();
  }

  private Map<Group, Long> unknown() {
    Map<String, Status> ends = evidence.ends();
    return evidence
        .commands()
        .filter(
            command ->
                ends.get(Evidence.name(command.user(), command.id().value())) == Status.UNKNOWN)
        .collect(
            Collectors.groupingBy(
                command -> new Group(command.user(), command.operation()), Collectors.counting()));
  }

  private long inDoubt(Group group) {
    Set<String> routes = EFFECTS.getOrDefault(group.operation(), Set.of());
    return evidence.calls().stream()
        .filter(call -> group.user().value().equals(call.person()) && isInDoubt(call, routes))
        .count();
  }

  private static boolean isInDoubt(LedgerCall call, Set<String> routes) {
    return call.inDoubt() && routes.contains(call.method() + " " + call.route());
  }
}
