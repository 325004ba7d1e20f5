package dev.errand.runtime.worker;

import dev.errand.schemas.Topics;

/** The two kinds of worker. */
public enum WorkerKind {
  NOTE,
  MAIL;

  Topics topics() {
    return switch (this) {
      case NOTE -> Topics.NOTE;
      case MAIL -> Topics.MAIL;
    };
  }

  /** The consumer group, one for each kind. */
  String group() {
    return topics().commands() + ".workers";
  }
}
