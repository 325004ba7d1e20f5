package dev.errand.sandbox.ledger;

import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Effect;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A call while it is written: by one thread at a time, read by any. About 300 bytes. */
public final class Entry {

  private final long sequence;
  private final Instant arrivedAt;
  private final long arrivedNanos;
  private final Area area;
  private final Arrival arrival;
  private final byte[] bodySha256;
  private final int bodyBytes;

  private @Nullable String person;
  private @Nullable String fault;
  private @Nullable Effect effect;
  private long committedNanos;
  private long finishedNanos;
  private long abandonedNanos;
  private int status;
  private long responseBytes;

  /** What is known when a call comes in. */
  public record Arrival(
      @Nullable String person,
      @Nullable String app,
      @Nullable String workspace,
      String authorization,
      String method,
      String route,
      String path,
      int inFlight) {}

  Entry(
      long sequence,
      Instant arrivedAt,
      long arrivedNanos,
      Area area,
      Arrival arrival,
      byte[] body) {
    this.sequence = sequence;
    this.arrivedAt = arrivedAt;
    this.arrivedNanos = arrivedNanos;
    this.area = area;
    this.arrival = arrival;
    this.person = arrival.person();
    this.bodySha256 = sha256(body);
    this.bodyBytes = body.length;
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public synchronized void committed(long nanos, @Nullable Effect changed, @Nullable String whose) {
    if (changed != null) {
      effect = changed;
      committedNanos = nanos;
    }
    if (whose != null) {
      person = whose;
    }
  }

  public synchronized void faulted(String name) {
    fault = fault == null ? name : fault + ", " + name;
  }

  /** The caller's connection has ended; of no interest if the call had ended before. */
  public synchronized void abandoned(long nanos) {
    if (finishedNanos == 0) {
      abandonedNanos = nanos;
    }
  }

  /**
   * Closes the entry.
   *
   * @param answered the status, or 0 if there was no answer
   * @param bytes of the answer's body
   */
  public synchronized void finished(long nanos, int answered, long bytes) {
    finishedNanos = nanos;
    status = answered;
    responseBytes = bytes;
  }

  synchronized Call call() {
    return new Call(
        sequence,
        arrivedAt,
        arrivedNanos,
        finishedNanos,
        person,
        arrival.app(),
        arrival.workspace(),
        area,
        arrival.authorization(),
        arrival.method(),
        arrival.route(),
        arrival.path(),
        HexFormat.of().formatHex(bodySha256),
        bodyBytes,
        responseBytes,
        arrival.inFlight(),
        status,
        fault,
        effect,
        committedNanos,
        abandonedNanos);
  }
}
