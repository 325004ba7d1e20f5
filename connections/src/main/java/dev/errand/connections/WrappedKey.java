package dev.errand.connections;

/** A data key as its wrapper gave it back: text that only the wrapper opens. */
public record WrappedKey(String text) {

  public WrappedKey {
    if (text.isBlank()) {
      throw new IllegalArgumentException("A wrapped key is not empty");
    }
  }

  @Override
  public String toString() {
    return "WrappedKey[" + text.length() + " characters]";
  }
}
