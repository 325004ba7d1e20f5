package dev.errand.e2e.canary;

/** Where something that is written can be read by somebody whom it does not concern. */
enum Sink {
  /** What an app prints, at TRACE. */
  LOG,
  /** What PostgreSQL and the broker print; of PostgreSQL each statement with its parameters. */
  SERVER_LOG,
  /** Each record of each topic with its headers, as a consumer reads it. */
  TOPIC,
  /** Each row of each table, as a dump has it. */
  TABLE,
  /** The files of PostgreSQL, its write-ahead log included, and of the broker. */
  DISK,
  THREADS,
  METRICS,
  /** What the API answers, errors too, but for {@link #BROWSER}. */
  ANSWER,
  /** The part of an answer that only the person's own browser keeps: cookies, and where to go. */
  BROWSER,
  COMMAND_LINE,
  ENVIRONMENT,
  /** What an app leaves in its working directory and in that for temporary files. */
  FILE
}
