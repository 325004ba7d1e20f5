package dev.errand.local.drive;

import dev.errand.schemas.Command;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By which the mail of a command is known at Graph: SHA-256 of the user and the command id. Written
 * down a second time on purpose, apart from the mail worker: mails that were marked years ago have
 * to be found.
 */
public final class MailMark {

  private MailMark() {}

  public static String of(Command command) {
    String ids = command.user() + " " + command.effectId();
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(ids.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
