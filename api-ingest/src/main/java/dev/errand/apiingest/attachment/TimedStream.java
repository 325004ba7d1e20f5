package dev.errand.apiingest.attachment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Bytes that have to be here by a certain time, however little of them comes at a time. */
final class TimedStream extends FilterInputStream {

  private final LongSupplier nanos;
  private final long end;

  /**
   * From now on.
   *
   * @param nanos as {@link System#nanoTime}
   */
  TimedStream(InputStream content, Duration longest, LongSupplier nanos) {
    super(content);
    this.nanos = nanos;
    this.end = nanos.getAsLong() + longest.toNanos();
  }

  @Override
  public int read() throws IOException {
    inTime();
    return super.read();
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    inTime();
    return super.read(into, offset, length);
  }

  private void inTime() throws SocketTimeoutException {
    if (nanos.getAsLong() - end >= 0) {
      throw new SocketTimeoutException("It takes too long");
    }
  }
}
