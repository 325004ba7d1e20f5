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
 */
final class DeletedPlaces {

  private static final List<String> NAMES =
      List.of(DeleteMail.DELETED_ITEMS, "recoverableitemsdeletions");

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
      if (GraphRefusal.of(failure).filter(GraphRefusal.NOT_FOUND::equals).isPresent()) {
        return Optional.empty(); // not every kind of account has both
      }
      throw failure;
    }
  }
}
