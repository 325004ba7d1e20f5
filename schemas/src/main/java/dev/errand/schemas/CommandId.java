package dev.errand.schemas;

import java.util.regex.Pattern;

/**
 * The name a producer gives to a command: 1 to 128 printable ASCII characters without space (a
 * UUIDv7 is advised). Only (user, command id) together identify a command.
 */
public record CommandId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[!-~]{1,128}");

  public CommandId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A command id is 1 to 128 printable ASCII characters without space");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
