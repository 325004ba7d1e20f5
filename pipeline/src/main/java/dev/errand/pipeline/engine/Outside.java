package dev.errand.pipeline.engine;

import dev.errand.pipeline.TokenSource;
import dev.errand.pipeline.journal.Journal;

/** What the engine reaches through ports. */
public record Outside(Journal journal, ResultSink results, TokenSource tokens) {}
