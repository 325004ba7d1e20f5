package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.schemas.Command;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;

/**
 * The property by which a command's mail is found again.
 *
 * <p>Its value is the SHA-256 of the user and the command id, in lower-case hex, and not the ids
 * themselves: two users of ours may be connected to one mailbox and use the same command id; Graph
 * compares the value without the case of its letters, and ids have one; and nobody else who reads
 * the mailbox learns our ids. A user id has no space, so no two pairs are joined to the same text.
 *
 * <p>A replay has the mark of the command it replays: it looks for what that one did.
 *
 * <p>The name is one for all mails, since a mailbox holds only so many of them. The namespace is
 * our own; in {@code PS_INTERNET_HEADERS} it would become a header that recipients see.
 */
final class Mark {

  private static final String ID =
      "String {341cf3f5-7880-4e94-984d-44fecf6d2551} Name ErrandCommand";

  /** Of a draft that is about to be sent: by which command, and when. */
  static final String SENDING = "String {341cf3f5-7880-4e94-984d-44fecf6d2551} Name ErrandSending";

  private Mark() {}

  /** That the command is about to send it. */
  static ExtendedProperty sending(Command command, Instant at) {
    return new ExtendedProperty(SENDING, of(command).value() + " " + at);
  }

  /**
   * Whether another command was about to send it, by what it says itself no longer ago than that;
   * nor later than as much from now, since a clock that is ahead would hold the draft for as long.
   *
   * @param sending what {@link #SENDING} says
   */
  static boolean isSentByAnother(String sending, Command command, Instant now, Duration margin) {
    String[] parts = sending.split(" ", 2);
    try {
      return parts.length == 2
          && !parts[0].equalsIgnoreCase(of(command).value())
          && Duration.between(Instant.parse(parts[1]), now).abs().compareTo(margin) <= 0;
    } catch (DateTimeParseException notOurs) {
      return false;
    }
  }

  static ExtendedProperty of(Command command) {
    return property(command.user().value() + " " + command.effectId().value());
  }

  /**
   * That of a draft which lacks what the command asks for: it gets the other in the moment in which
   * it gets that. No user id begins with a space, so it is nobody's other one.
   */
  static ExtendedProperty ofUnfinished(Command command) {
    return property(" " + command.user().value() + " " + command.effectId().value());
  }

  private static ExtendedProperty property(String ids) {
    return new ExtendedProperty(
        ID, HexFormat.of().formatHex(sha256().digest(ids.getBytes(StandardCharsets.US_ASCII))));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
