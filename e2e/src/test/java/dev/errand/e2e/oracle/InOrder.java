package dev.errand.e2e.oracle;

import dev.errand.schemas.Command;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Promise 3: one user's commands to one provider take effect, and are answered, in the order in
 * which they were published; interactive and bulk ones are two orders.
 */
public record InOrder(Evidence evidence) implements Oracle {

  /** One order: of whom, where, and which of the two. */
  private record Order(UserId user, Topics provider, Priority priority) {
    static Order of(Command command) {
      return new Order(command.user(), Topics.of(command.operation()), command.priority());
    }

    @Override
    public String toString() {
      return "%s order of %s on %s".formatted(priority, user, provider.commands());
    }
  }

  @Override
  public Stream<String> violations() {
    Map<Order, List<Command>> orders = new HashMap<>();
    evidence
        .commands()
        .forEach(
            command ->
                orders.computeIfAbsent(Order.of(command), order -> new ArrayList<>()).add(command));
    Map<UserId, List<String>> answered = answered();
    return orders.entrySet().stream()
        .flatMap(
            each ->
                Stream.concat(
                    effects(each.getKey(), each.getValue()),
                    results(
                        each.getKey(),
                        each.getValue(),
                        answered.getOrDefault(each.getKey().user(), List.of()))));
  }

  /** Each user's answered commands in the order of their first result. */
  private Map<UserId, List<String>> answered() {
    Map<UserId, List<String>> answered = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (Result result : evidence.results()) {
      String id = result.command().id().value();
      if (result.status() != Status.REJECTED && seen.add(result.user() + " " + id)) {
        answered.computeIfAbsent(result.user(), user -> new ArrayList<>()).add(id);
      }
    }
    return answered;
  }

  private static Stream<String> results(Order order, List<Command> commands, List<String> all) {
    List<String> published = commands.stream().map(command -> command.id().value()).toList();
    return outOfPlace(published, all)
        .map(id -> "%s was answered too early in the %s".formatted(id, order))
        .stream();
  }

  private Stream<String> effects(Order order, List<Command> commands) {
    return Stream.of(Evidence.Kind.values())
        .flatMap(
            kind -> {
              List<String> published =
                  commands.stream()
                      .flatMap(command -> evidence.effect(command).stream())
                      .filter(effect -> effect.kind() == kind)
                      .map(Evidence.Effect::text)
                      .toList();
              return outOfPlace(published, evidence.standing(order.user(), kind))
                  .map(text -> "%s '%s' was made too early in the %s".formatted(kind, text, order))
                  .stream();
            });
  }

  /** The first that came before one which was published earlier; what did not come is left out. */
  private static Optional<String> outOfPlace(List<String> published, List<String> all) {
    Map<String, Integer> place = new HashMap<>();
    published.forEach(each -> place.putIfAbsent(each, place.size()));
    Map<String, Integer> came = new HashMap<>();
    int last = -1;
    String before = "";
    for (String each : all) {
      Integer at = place.get(each);
      if (at != null && came.put(each, at) == null) {
        if (at < last) {
          return Optional.of(before);
        }
        last = at;
        before = each;
      }
    }
    return Optional.empty();
  }
}
