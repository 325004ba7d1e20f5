package dev.errand.e2e.crash;

import java.util.Locale;

/** What becomes of a process at a point. */
enum Mode {
  /** It ends as by SIGKILL. */
  KILL,
  /** The step has happened or not, and its caller learns only that no answer came. */
  LOSE,
  /** It is stopped for longer than anybody waits for it, and then goes on as if nothing were. */
  PAUSE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
