package dev.errand.noteworker.index;

/** Makes a vector of a text: texts that mean something alike lie close together. Thread-safe. */
public interface Embedding {

  /**
   * A vector of {@link Vectors#SIZE} numbers. It takes some milliseconds of a processor.
   *
   * @param text of which the beginning counts
   */
  float[] of(String text);
}
