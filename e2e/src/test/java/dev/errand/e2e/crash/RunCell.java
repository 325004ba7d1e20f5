package dev.errand.e2e.crash;

import static org.awaitility.Awaitility.await;

import dev.errand.e2e.Burst;
import dev.errand.e2e.People;
import dev.errand.e2e.TestStack;
import dev.errand.e2e.crash.Cell.When;
import dev.errand.e2e.oracle.Audited;
import dev.errand.e2e.oracle.Drained;
import dev.errand.e2e.oracle.Evidence;
import dev.errand.e2e.oracle.Oracles;
import dev.errand.e2e.oracle.UnmadePlaces;
import dev.errand.pipeline.CrashPoint;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One cell: people at work, one process that is struck at its point, and all promises after it. */
final class RunCell {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestStack stack;
  private final ArmedApp armed;
  private final Cell cell;
  private final Occasion occasion;
  private Set<Integer> struck = Set.of();

  RunCell(TestStack stack, ArmedApp armed, Cell cell, long seed) {
    this.stack = stack;
    this.armed = armed;
    this.cell = cell;
    this.occasion = new Occasion(stack, armed, cell, seed);
  }

  /**
   * Runs it.
   *
   * @return a word about it for the table
   * @throws AssertionError if the point was not reached or a promise is broken
   */
  String run() {
    occasion.prepare();
    struck = armed.partitions();
    try (Burst burst = occasion.people()) {
      LostGrants lostGrants = lostGrants(burst);
      occasion.bring(burst);
      armed.trap().awaitReached(PATIENCE);
      requireWork(burst);
      occasion.callsTakeNoTime();
      survive();
      awaitAll(burst, lostGrants);
      if (cell.mode() == Mode.PAUSE) {
        armed.awaitShare(); // by then it has found out, and done whatever it did before
      }
      hold(burst, lostGrants);
      return lostGrants.count() == 0 ? "" : lostGrants.count() + " grants lost";
    } finally {
      armed.trap().clear();
      armed.goOn();
      occasion.end();
    }
  }

  /**
   * Where nothing was in flight nothing can have been lost or doubled. What the API has in flight
   * is the call itself: its command may have ended by now.
   */
  private void requireWork(Burst burst) {
    if (cell.when() != When.NEWCOMERS && armed.topics().map(burst::isComplete).orElse(false)) {
      throw new AssertionError("nothing was at work when the point was reached");
    }
  }

  /**
   * Only here may a command end unknown, and {@link UnmadePlaces} says which. Who kills a process
   * in the middle of one newcomer's step strikes others of them at the page before it.
   */
  private Set<Status> ends() {
    boolean killed = cell.when() == When.NEWCOMERS && cell.mode() == Mode.KILL;
    return killed || cell.point().endsWith("@MakeWorkspacePage")
        ? Set.of(Status.SUCCEEDED, Status.UNKNOWN)
        : Set.of(Status.SUCCEEDED);
  }

  private boolean wasStruck(UserId user) {
    return struck.contains(People.partition(user));
  }

  /** How many commands can be struck before their page is made: a process dies with all it has. */
  private int mostUnknown() {
    return cell.mode() == Mode.LOSE ? 1 : Occasion.SIZE.people();
  }

  private LostGrants lostGrants(Burst burst) {
    return new LostGrants(
        stack.sandbox(),
        armed.owners(),
        cell.provider().wireName(),
        burst.users(),
        armed.partitions(),
        mostLost());
  }

  /** How many grants can be lost to what is done here. */
  private int mostLost() {
    if (cell.when() != When.REFRESH || cell.provider() != Provider.NOTION) {
      return 0;
    }
    return switch (cell.mode()) {
      case KILL, PAUSE -> Occasion.SIZE.people();
      case LOSE -> cell.point().equals(CrashPoint.GRANT_READ) ? 1 : 0;
    };
  }

  private void survive() {
    switch (cell.mode()) {
      case KILL -> {
        armed.awaitDead();
        armed.launch();
      }
      case LOSE -> {}
      case PAUSE -> {
        armed.awaitTakenOver();
        if (cell.when() == When.REFRESH) {
          await("the lease has lapsed").atMost(PATIENCE).until(() -> !armed.owners().leased());
        }
        armed.goOn();
      }
    }
  }

  /** Who loses a grant that is traded for another one on each refresh has to connect again. */
  private void awaitAll(Burst burst, LostGrants lostGrants) {
    await("all results")
        .atMost(PATIENCE.multipliedBy(2))
        .until(
            () -> {
              if (mostLost() > 0) {
                burst.users().forEach(user -> reconnectIfNeeded(user, lostGrants));
              }
              return burst.isComplete();
            });
  }

  private void reconnectIfNeeded(UserId user, LostGrants lostGrants) {
    if (armed.owners().mustReconnect(user.value(), cell.provider().wireName())) {
      lostGrants.lost(user);
      stack.connecting().connect(user, cell.provider());
    }
  }

  /** The evidence is taken last: a result that comes late counts as well. */
  private void hold(Burst burst, LostGrants lostGrants) {
    Oracles.assertHold(List.of(armed.writes(), lostGrants));
    await("everything is told")
        .atMost(Duration.ofSeconds(20))
        .until(() -> Drained.now(stack.stack().database()).violations().findAny().isEmpty());
    Evidence evidence = burst.evidence();
    Oracles.assertHold(Oracles.of(evidence, ends()));
    Oracles.assertHold(List.of(new UnmadePlaces(evidence, this::wasStruck, mostUnknown())));
    Oracles.assertHold(List.of(Audited.now(evidence, stack.stack().database())));
  }
}
