package dev.errand.pipeline.journal;

/** The journal could not be reached, or did not say what became of a write. */
public final class JournalUnavailable extends RuntimeException {

  public JournalUnavailable(String what, Throwable cause) {
    super(what, cause);
  }
}
