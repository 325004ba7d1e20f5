package dev.errand.noteworker.steps;

import java.time.Duration;

/** How long Notion may still carry out what we no longer wait for. */
final class Late {

  /**
   * Notion works on a request for up to 55 to 60 s, also after its client is gone
   * (https://developers.notion.com/reference/request-limits, 2026-10: {@code deadline_ms} 55000).
   */
  static final Duration COMMIT = Duration.ofSeconds(60);

  private Late() {}
}
