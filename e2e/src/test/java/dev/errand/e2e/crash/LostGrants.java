package dev.errand.e2e.crash;

import dev.errand.e2e.People;
import dev.errand.e2e.oracle.Oracle;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Notion takes a refresh token back when it gives the next one: a process that dies or stands still
 * between that answer and its own commit takes the grant with it, and no other grant may be lost.
 *
 * <p>So a lost grant needs a refresh that the token endpoint's ledger has and the store has not. If
 * a process was struck as a whole, any of those that it had under way then, at most one for each of
 * its users; if only one step was, at most that one.
 */
final class LostGrants implements Oracle {

  private final SandboxDriver sandbox;
  private final Owners owners;
  private final String provider;
  private final long ledgerBegin;
  private final Map<UserId, Long> versions = new HashMap<>();
  private final Set<Integer> struck;
  private final int most;
  private final List<UserId> lost = new ArrayList<>();
  private final List<String> unexplained = new ArrayList<>();

  /**
   * Begins to watch.
   *
   * @param struck the partitions of the process that will be struck
   * @param most how many grants may be lost
   */
  LostGrants(
      SandboxDriver sandbox,
      Owners owners,
      String provider,
      List<UserId> users,
      Set<Integer> struck,
      int most) {
    this.sandbox = sandbox;
    this.owners = owners;
    this.provider = provider;
    this.struck = Set.copyOf(struck);
    this.most = most;
    ledgerBegin = sandbox.ledgerEnd();
    users.forEach(user -> versions.put(user, version(user)));
  }

  /** Told before the user connects again. */
  void lost(UserId user) {
    lost.add(user);
    if (!struck.contains(People.partition(user))) {
      unexplained.add("%s lost a grant to a process that was not struck".formatted(user));
    } else if (version(user) != versions.getOrDefault(user, -1L) + 1) {
      unexplained.add("%s lost a grant that was stored".formatted(user));
    } else if (!isTraded(user)) {
      unexplained.add("%s lost a grant that was not refreshed".formatted(user));
    }
  }

  int count() {
    return lost.size();
  }

  @Override
  public Stream<String> violations() {
    return lost.size() <= most
        ? unexplained.stream()
        : Stream.concat(
            unexplained.stream(),
            Stream.of("%d grants are lost, at most %d can be".formatted(lost.size(), most)));
  }

  private boolean isTraded(UserId user) {
    return sandbox.ledgerSince(ledgerBegin).stream()
        .filter(call -> call.path("person").asString("").equals(user.value()))
        .anyMatch(call -> call.path("effectKind").asString("").equals("grant"));
  }

  private long version(UserId user) {
    return owners.version(user.value(), provider);
  }
}
