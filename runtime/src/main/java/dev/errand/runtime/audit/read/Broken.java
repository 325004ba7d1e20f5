package dev.errand.runtime.audit.read;

/** A place where a chain does not hold together. */
sealed interface Broken {

  /** The row, or the one before it, is not as it was written. */
  record Changed(String user, long row) implements Broken {}

  /** There were rows with these numbers. */
  record Missing(String user, long from, long to) implements Broken {}

  /** What is kept of the last row is not of the last row that is there. */
  record OtherEnd(String user, long row) implements Broken {}
}
