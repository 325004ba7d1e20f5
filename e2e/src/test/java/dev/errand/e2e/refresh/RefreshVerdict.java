package dev.errand.e2e.refresh;

import static org.awaitility.Awaitility.await;

import dev.errand.e2e.refresh.RefreshCell.End;
import dev.errand.e2e.refresh.RefreshCell.Expected;
import dev.errand.schemas.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether what the provider, the tables, the events and the callers say is what it has to be. */
final class RefreshVerdict {

  /** What a crash kept from being announced is announced by somebody else, some time later. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TokenCalls calls;
  private final Stored stored;
  private final Told told;
  private final List<String> violations = new ArrayList<>();

  RefreshVerdict(TokenCalls calls, Stored stored, Told told) {
    this.calls = calls;
    this.stored = stored;
    this.told = told;
  }

  List<String> violations(List<HeldRefresh> held) {
    await().atMost(PATIENCE).until(stored::isAllAnnounced);
    held.forEach(this::judge);
    long spent = held.stream().mapToLong(each -> each.cell().expected().refused()).sum();
    require("all", "spent tokens sent to Notion", calls.at(Provider.NOTION).refused(), spent);
    require("all", "tokens Microsoft refused", calls.at(Provider.MICROSOFT).refused(), 0L);
    return violations;
  }

  private void judge(HeldRefresh each) {
    RefreshCell cell = each.cell();
    Expected expected = cell.expected();
    TokenCalls own = calls.of(each.user(), cell.provider());
    require(cell, "grants", own.granted(), expected.granted());
    require(cell, "spent tokens sent", own.refused(), expected.refused());
    require(cell, "state", stored.state(each.user(), cell.provider()), expected.state());
    require(
        cell,
        "told to connect again",
        told.reconnectNeeded(each.user(), cell.provider()),
        expected.told());
    if (cell.provider() == Provider.NOTION
        && cell.meanwhile() == RefreshCell.Meanwhile.DISCONNECTS) {
      long revoked = cell.end() == End.WORKER_KILLED ? 0 : 1;
      require(cell, "grants taken back", calls.revoked(each.user()), revoked);
    }
    answers(each, expected);
  }

  private void answers(HeldRefresh each, Expected expected) {
    RefreshCell cell = each.cell();
    String last =
        switch (expected.state()) {
          case "active" -> "usable " + stored.version(each.user(), cell.provider());
          case "disconnected" -> "not_connected";
          default -> "reconnect_needed refresh_refused";
        };
    require(
        cell,
        "the others' answers",
        each.awaitOthers(),
        expected.told() > 0 ? "reconnect_needed refresh_refused" : last);
    require(cell, "answers afterwards", each.afterwards(), last);
    if (cell.end() == End.WORKER_STOPPED) {
      require(cell, "its own callers' answers", each.awaitOwn(), last);
      if (each.awaitOwn().counts().size() == 1
          && !each.awaitOwn().counts().keySet().equals(each.afterwards().counts().keySet())) {
        violations.add(cell + ": there are two tokens of one version");
      }
    }
  }

  private void require(Object where, String what, Answers answers, String all) {
    if (!answers.areAll(all)) {
      violations.add("%s: %s are %s, not %s".formatted(where, what, answers.counts(), all));
    }
  }

  private void require(Object where, String what, Object is, Object shall) {
    if (!is.equals(shall)) {
      violations.add("%s: %s: %s, not %s".formatted(where, what, is, shall));
    }
  }
}
