package dev.errand.schemas;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The person a command speaks for: 1 to 128 characters of {@code [A-Za-z0-9._:@|-]}, opaque to us.
 */
public record UserId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:@|-]{1,128}");

  public UserId {
    if (!fits(value)) {
      throw new IllegalArgumentException("A user id is 1 to 128 characters of [A-Za-z0-9._:@|-]");
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
