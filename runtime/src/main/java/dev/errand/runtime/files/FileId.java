package dev.errand.runtime.files;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The name of a kept file. It cannot be guessed, and whoever has it still has no right to it. */
public record FileId(UUID value) {

  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  static FileId random() {
    return new FileId(UUID.randomUUID());
  }

  /** Reads what {@link #toString} gives; empty for any other text. */
  public static Optional<FileId> read(String text) {
    return SHAPE.matcher(text).matches()
        ? Optional.of(new FileId(UUID.fromString(text)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
