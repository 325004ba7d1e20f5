package dev.errand.apiingest.attachment;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.util.unit.DataSize;

/**
 * How fast the other side gives or takes a file: in the mean of each stretch of waiting for it, and
 * in all. What we need ourselves in between counts for the latter only. A side that does nothing at
 * all for some seconds is given up by the server before that. For one transfer, in one thread.
 */
final class Pace {

  private final LongSupplier nanos;
  private final long end;
  private final long stretch;
  private final long slowest;
  private long waited;
  private long moved;

  /**
   * From now on.
   *
   * @param nanos as {@link System#nanoTime}
   * @param longest for all of it
   * @param stretch of waiting; a longer one if the other side lets us wait longer at once
   * @param slowest bytes a second in the mean of it
   */
  Pace(LongSupplier nanos, Duration longest, Duration stretch, DataSize slowest) {
    this.nanos = nanos;
    this.end = nanos.getAsLong() + longest.toNanos();
    this.stretch = stretch.toNanos();
    this.slowest = slowest.toBytes();
  }

  /** Whether it was too slow for us, or for the server, which wraps what it says. */
  static boolean endedBy(IOException broken) {
    return broken instanceof SocketTimeoutException
        || broken.getCause() instanceof SocketTimeoutException;
  }

  /** Something that waits for the other side. */
  interface Exchange {

    /** How many bytes it moved; less than 0 at the end. */
    int move() throws IOException;
  }

  /**
   * Moves some bytes.
   *
   * @return as the exchange
   * @throws SocketTimeoutException if it is too slow
   */
  int timed(Exchange exchange) throws IOException {
    long begin = nanos.getAsLong();
    if (begin - end >= 0) {
      throw new SocketTimeoutException("It takes too long");
    }
    int bytes = exchange.move();
    waited += nanos.getAsLong() - begin;
    moved += Math.max(0, bytes);
    if (waited >= stretch && bytes >= 0) {
      nextStretch();
    }
    return bytes;
  }

  private void nextStretch() throws SocketTimeoutException {
    if (moved / TimeUnit.NANOSECONDS.toSeconds(waited) < slowest) {
      throw new SocketTimeoutException("It is too slow");
    }
    waited = 0;
    moved = 0;
  }
}
