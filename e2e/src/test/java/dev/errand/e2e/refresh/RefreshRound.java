package dev.errand.e2e.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.e2e.NewPeople;
import dev.errand.e2e.TestStack;
import dev.errand.e2e.refresh.RefreshCell.End;
import dev.errand.local.ServerProcess;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** All cells at once, and one death for many; those of both providers have one person. */
final class RefreshRound implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CALLERS = 500;

  private final TestStack stack;
  private final SandboxDriver sandbox;
  private final Stored stored;
  private final Holder survivor;
  private final Map<End, Holder> holders = new EnumMap<>(End.class);
  private final Told told;
  private final List<HeldRefresh> held = new ArrayList<>();
  private final Map<HeldRefresh, String> unanswered = new LinkedHashMap<>();
  private long ledgerBegin;

  /**
   * @param survivor a worker to which nothing happens, and which may still be starting
   */
  RefreshRound(TestStack stack, Holder survivor) {
    this.stack = stack;
    this.survivor = survivor;
    sandbox = stack.sandbox();
    stored = new Stored(stack.stack().database());
    told = new Told(stack.stack().bootstrapServers());
    holders.put(End.WORKER_STOPPED, new Holder(stack, "note-worker", "stopped-worker"));
    holders.put(End.REFRESHER_KILLED, new Holder(stack, "token-refresher", "killed-refresher"));
    holders.put(End.WORKER_KILLED, new Holder(stack, "note-worker", "killed-worker"));
  }

  void run() {
    holders.values().forEach(Holder::launch);
    Map<RefreshCell, UserId> users = users();
    survivor.started();
    holders.values().forEach(Holder::started);
    ledgerBegin = sandbox.ledgerEnd();

    usualRefresher().signal("STOP");
    users.forEach(this::hold);
    held.forEach(each -> each.others(askSurvivor(CALLERS, each)));
    holder(End.WORKER_STOPPED).stop();
    holder(End.WORKER_KILLED).kill();
    assertThat(unanswered.keySet())
        .as("killed while they waited for an answer, for which they wait 15 s")
        .allSatisfy(each -> assertThat(lease(each)).isEqualTo(unanswered.get(each)));
    holder(End.REFRESHER_KILLED).kill();
    usualRefresher().signal("CONT");
    held.forEach(HeldRefresh::awaitOthers);

    holder(End.WORKER_STOPPED).goOn();
    holder(End.WORKER_STOPPED).trap().letGo();
    held.stream()
        .filter(each -> each.cell().end() == End.WORKER_STOPPED)
        .forEach(HeldRefresh::awaitOwn);
    held.forEach(each -> each.afterwards(askSurvivor(10, each).join()));
  }

  private String lease(HeldRefresh each) {
    return stored.lease(each.user(), each.cell().provider());
  }

  List<String> violations() {
    TokenCalls calls = TokenCalls.since(sandbox, ledgerBegin);
    return new RefreshVerdict(calls, stored, told).violations(held);
  }

  /** The cells in the order in which they are begun; those of both providers have one person. */
  private Map<RefreshCell, UserId> users() {
    Map<RefreshCell, UserId> users = new LinkedHashMap<>();
    Map<RefreshCell, UserId> ofKind = new LinkedHashMap<>();
    List<RefreshCell> cells = RefreshCell.all();
    List<UserId> people =
        new NewPeople(stack.stack(), sandbox)
            .connected((int) cells.stream().map(RefreshCell::kind).distinct().count());
    for (RefreshCell cell : cells) {
      users.put(cell, ofKind.computeIfAbsent(cell.kind(), _ -> people.get(ofKind.size())));
    }
    return users;
  }

  /** Begins the refresh in the process of the cell, and waits until it is where it shall be. */
  private void hold(RefreshCell cell, UserId user) {
    Provider provider = cell.provider();
    long version = stored.version(user, provider);
    long lost = lost();
    if (provider == Provider.MICROSOFT) {
      stored.expire(user, provider);
    }
    if (cell.isAtCrashPoint()) {
      holder(cell.end()).trap().hold(cell.point());
    } else {
      loseNext(cell);
    }
    HeldRefresh refresh = new HeldRefresh(cell, user, version);
    held.add(refresh);
    if (cell.end() == End.REFRESHER_KILLED) {
      stored.makeDue(user, provider, version);
    } else {
      refresh.own(holder(cell.end()).ask(CALLERS, user, provider, refresh.refused()));
    }
    if (cell.isAtCrashPoint()) {
      holder(cell.end()).trap().awaitReached(PATIENCE);
    } else {
      await("a lost request").atMost(PATIENCE).until(() -> lost() > lost);
      unanswered.put(refresh, lease(refresh));
    }
    switch (cell.meanwhile()) {
      case NOTHING -> {}
      case DISCONNECTS -> stack.connecting().disconnect(user, provider);
      case RECONNECTS -> stack.connecting().connect(user, provider);
    }
  }

  private void loseNext(RefreshCell cell) {
    ObjectNode rule = JsonMapper.shared().createObjectNode().put("area", "oauth").put("times", 1);
    rule.put("route", TokenCalls.route(cell.provider()));
    rule.putObject("fault")
        .put("cut", "ignore")
        .put("when", cell.point().equals(RefreshCell.ANSWER_UNREAD) ? "after" : "before");
    sandbox.admin("POST", "/admin/faults", rule);
  }

  private long lost() {
    return TokenCalls.since(sandbox, ledgerBegin).swallowed();
  }

  private CompletableFuture<Answers> askSurvivor(int callers, HeldRefresh each) {
    return survivor.ask(callers, each.user(), each.cell().provider(), each.refused());
  }

  private Holder holder(End end) {
    return Objects.requireNonNull(holders.get(end));
  }

  /** It finds what is due, too, and must not be faster than the one that will be killed. */
  private ServerProcess usualRefresher() {
    return stack.stack().app("token-refresher").process();
  }

  @Override
  public void close() {
    usualRefresher().signal("CONT");
    holders.values().forEach(Holder::close);
    sandbox.admin("DELETE", "/admin/faults", null);
    told.close();
  }
}
