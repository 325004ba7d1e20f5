package dev.errand.pipeline.engine;

import dev.errand.pipeline.TokenSource;
import dev.errand.pipeline.journal.Journal;

/** What the engine reaches through ports. */
public record Outside(
    Journal journal, ResultSink results, TokenSource tokens, Elsewhere elsewhere) {

  /** With a topic that never grows. */
  public Outside(Journal journal, ResultSink results, TokenSource tokens) {
    this(journal, results, tokens, Elsewhere.NOWHERE);
  }
}
