package dev.errand.schemas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name a producer gives to a command: 1 to 128 printable ASCII characters without space (a
 * UUIDv7 is advised). Only (user, command id) together identify a command.
 */
public record CommandId(String value) {

  private static final int MAX_LENGTH = 128;
  private static final Pattern SHAPE = Pattern.compile("[!-~]{1," + MAX_LENGTH + "}");
  private static final Pattern REPLAY = Pattern.compile("(.+)\\.replay-([1-9][0-9]{0,5})");

  private static final int HASH_BYTES = 12;

  /** 128 less a tilde, the hash in hex, and {@code .replay-} with a number of 7 digits. */
  private static final int KEPT = MAX_LENGTH - 1 - 2 * HASH_BYTES - 15;

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

  /**
   * The id of its next replay, the same each time it is asked for: that of {@code c} is {@code
   * c.replay-1}, of which the next is {@code c.replay-2}.
   */
  public CommandId nextReplay() {
    Matcher replay = REPLAY.matcher(value);
    return replay.matches()
        ? new CommandId(replay.group(1)).replay(Integer.parseInt(replay.group(2)) + 1)
        : replay(1);
  }

  /**
   * The id of its replay of that number. Of a name that leaves no room the end is replaced by a
   * hash of it all, so that two names never become one.
   *
   * @param number from 1
   */
  public CommandId replay(int number) {
    String end = ".replay-" + number;
    return new CommandId(
        (value.length() + end.length() <= MAX_LENGTH
                ? value
                : value.substring(0, KEPT) + "~" + hash())
            + end);
  }

  private String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
