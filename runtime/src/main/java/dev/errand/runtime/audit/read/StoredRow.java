package dev.errand.runtime.audit.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.runtime.audit.read.AuditTrail.Line;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row as it is stored, and its hash as it has to be. The migration {@code V12__audit.sql}
 * computes the same in the database; this does not ask the database, which whoever changed a row
 * may have changed too.
 *
 * @param hash that is stored with it
 */
record StoredRow(String user, Line line, byte[] hash) {

  /** From here PostgreSQL counts the microseconds of a time. */
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  /** Its hash, if the row before it has that one. */
  byte[] hashAfter(byte[] before) {
    long micros = Duration.between(EPOCH, line.at()).toNanos() / 1_000;
    return sha256(
        ByteBuffer.allocate(before.length + 2 * Long.BYTES + 32)
            .put(before)
            .putLong(line.seq())
            .putLong(micros)
            .put(sha256(text().getBytes(UTF_8)))
            .array());
  }

  private String text() {
    return Stream.of(
            user,
            line.app(),
            line.actor(),
            line.act(),
            line.provider(),
            line.connection(),
            line.versionBefore(),
            line.version(),
            line.command(),
            line.operation(),
            line.step(),
            line.detail())
        .map(StoredRow::withLength)
        .collect(Collectors.joining());
  }

  private static String withLength(@Nullable Object value) {
    return value == null ? "-" : value.toString().getBytes(UTF_8).length + ":" + value;
  }

  static byte[] sha256(byte[] bytes) {
    return sha256().digest(bytes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
