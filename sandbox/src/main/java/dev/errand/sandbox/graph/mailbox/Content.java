package dev.errand.sandbox.graph.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/** What is in an attachment. */
public sealed interface Content {

  /** A small file, in the base64 in which it came. */
  record Small(String base64) implements Content {

    /** Decoded. */
    public byte[] bytes() {
      return Base64.getDecoder().decode(base64);
    }
  }

  /** A file that was uploaded in ranges. It is on disk: the heap has other uses for 150 MB. */
  record Large(Spool file) implements Content {}

  /** Another item of a mailbox, as a message that is attached to a message. */
  record Item(ObjectNode document) implements Content {}

  /** A link to a file elsewhere. */
  record Link() implements Content {}

  /** The bytes of a file; of anything else none. */
  default long size() {
    return switch (this) {
      case Small(var base64) -> base64.replace("=", "").length() * 3L / 4;
      case Large(var file) -> file.size();
      case Item(var document) -> document.toString().length();
      case Link() -> 0;
    };
  }

  /** 64 hex digits; of what is no file empty. */
  default String sha256() {
    return switch (this) {
      case Small small -> HexFormat.of().formatHex(digest().digest(small.bytes()));
      case Large(var file) -> file.sha256();
      case Item _, Link _ -> "";
    };
  }

  /** As it is written in JSON; a large file is read for it. */
  default String base64() {
    return switch (this) {
      case Small(var base64) -> base64;
      case Large(var file) -> {
        try {
          yield Base64.getEncoder().encodeToString(Files.readAllBytes(file.path()));
        } catch (IOException gone) {
          throw new UncheckedIOException(gone);
        }
      }
      case Item _, Link _ -> "";
    };
  }

  /** SHA-256, which every Java has. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
