package dev.errand.noteworker.policy;

import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What Notion lets one connection send. It counts in fixed windows of 60 s; keeping the same amount
 * in <em>any</em> 60 s keeps it in those too, wherever they begin.
 */
final class NotionLimits {

  private static final String SOURCE =
      "https://developers.notion.com/reference/request-limits, 2026-10";

  private static final Duration WINDOW = Duration.ofSeconds(60);

  private static final List<Limit> STANDARD = List.of(perMinute(180));
  private static final List<Limit> LARGE = List.of(perMinute(600));

  private static final String EVERY = "*";

  private final Set<String> largeWorkspaces;

  /**
   * Limits.
   *
   * @param largeWorkspaces ids of those on the plans Business or Enterprise, or {@code *} for all.
   *     No answer of Notion's tells a workspace's plan, and a limit that is tried out is exceeded.
   */
  NotionLimits(Set<String> largeWorkspaces) {
    this.largeWorkspaces = Set.copyOf(largeWorkspaces);
  }

  List<Limit> of(ConnectionFacts connection) {
    String workspace = connection.workspace();
    boolean large =
        largeWorkspaces.contains(EVERY)
            || (workspace != null && largeWorkspaces.contains(workspace));
    return large ? LARGE : STANDARD;
  }

  /** A fifth is kept for commands that a person waits for. */
  private static Limit perMinute(long requests) {
    return new Limit(LimitUnit.REQUESTS, requests, WINDOW, requests / 5, SOURCE);
  }
}
