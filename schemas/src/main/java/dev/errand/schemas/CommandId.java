package dev.errand.schemas;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name a producer gives to a command: 1 to 128 printable ASCII characters without space (a
 * UUIDv7 is advised). Only (user, command id) together identify a command.
 */
public record CommandId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[!-~]{1,128}");

  public CommandId {
    if (!fits(value)) {
      throw new IllegalArgumentException(
          "A command id is 1 to 128 printable ASCII characters without space");
    }
  }

  /** Whether a text could be one. */
  public static boolean fits(@Nullable String value) {
    return value != null && SHAPE.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
