package dev.errand.runtime.audit.read;

import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One user's rows, walked from the first to the last. */
final class Chain {

  private final String user;
  private final Consumer<Broken> told;
  private long last;
  private byte[] hash = new byte[32];
  private @Nullable StoredRow lastUntil;

  Chain(String user, Consumer<Broken> told) {
    this.user = user;
    this.told = told;
  }

  /**
   * The next row that is there. Behind a gap its own hash is believed: what it was computed from is
   * gone.
   *
   * @param until rows up to then are what the digest is of
   */
  void next(StoredRow row, Instant until) {
    long number = row.line().seq();
    if (number > last + 1) {
      told.accept(new Broken.Missing(user, last + 1, number - 1));
    } else if (!Arrays.equals(row.hashAfter(hash), row.hash())) {
      told.accept(new Broken.Changed(user, number));
    }
    last = number;
    hash = row.hash();
    if (!row.line().at().isAfter(until)) {
      lastUntil = row;
    }
  }

  /** What is kept of the last row; nothing, if nothing is kept. */
  void end(@Nullable Long keptNumber, byte @Nullable [] keptHash) {
    if (keptNumber != null && keptNumber > last) {
      told.accept(new Broken.Missing(user, last + 1, keptNumber));
    } else if (keptNumber == null || keptNumber < last || !Arrays.equals(keptHash, hash)) {
      told.accept(new Broken.OtherEnd(user, last));
    }
  }

  String user() {
    return user;
  }

  /** The last row up to the given time. */
  @Nullable StoredRow lastUntil() {
    return lastUntil;
  }
}
