package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.policy.GraphRefusal;
import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.LimitUnit;
import dev.errand.runtime.http.HttpFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The folders in which a mailbox keeps what was deleted: the one that people see, and the one where
 * Exchange keeps for some days what was deleted for good. By an id that stays a mail is found in
 * either, and Outlook would send it from there.
 *
 * <p>The second one is not told to everybody: what kinds of accounts have it, and who may see it,
 * is documented nowhere. Where Graph refuses it, whatever it says, a mail is not looked for there.
 */
final class DeletedPlaces {

  private static final Map<String, Set<GraphRefusal>> PASSED_OVER =
      Map.of(
          DeleteMail.DELETED_ITEMS,
          Set.of(GraphRefusal.NOT_FOUND),
          "recoverableitemsdeletions",
          Set.of(GraphRefusal.NOT_FOUND, GraphRefusal.NOT_ALLOWED, GraphRefusal.NOT_ACCEPTED));

  private static final List<String> NAMES = PASSED_OVER.keySet().stream().sorted().toList();

  /** One request for each. */
  static final Cost COST = new Cost(Map.of(LimitUnit.REQUESTS, (long) NAMES.size()));

  private DeletedPlaces() {}

  /** Their ids. */
  static Set<String> of(GraphMail graph, AccessToken token) {
    return NAMES.stream()
        .flatMap(name -> id(graph, token, name).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<String> id(GraphMail graph, AccessToken token, String name) {
    try {
      return Optional.of(graph.folder(token, name).id());
    } catch (HttpFailure failure) {
      Set<GraphRefusal> passedOver = PASSED_OVER.getOrDefault(name, Set.of());
      if (GraphRefusal.of(failure).filter(passedOver::contains).isPresent()) {
        return Optional.empty(); // not every kind of account has both
      }
      throw failure;
    }
  }
}
