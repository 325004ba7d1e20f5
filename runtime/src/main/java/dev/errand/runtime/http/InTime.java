package dev.errand.runtime.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.BHttpConnection;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A body that is here by a certain time, however little of it comes at a time. What nobody has read
 * to its end by then is not read on: its connection is thrown away.
 */
final class InTime extends HttpEntityWrapper {

  private static final int LITTLE = 4_096;

  private final BHttpConnection connection;
  private final long end;
  private final Duration quiet;
  private @Nullable InputStream content;

  /**
   * The body of an answer.
   *
   * @param end by {@link System#nanoTime}
   * @param quiet how long nothing of it may come
   */
  InTime(HttpEntity body, BHttpConnection connection, long end, Duration quiet) {
    super(body);
    this.connection = connection;
    this.end = end;
    this.quiet = quiet;
  }

  @Override
  public InputStream getContent() throws IOException {
    if (content == null) {
      content = new Content(super.getContent());
    }
    return content;
  }

  private final class Content extends FilterInputStream {

    private boolean atEnd;

    private Content(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      long left = Math.min(end - System.nanoTime(), quiet.toNanos());
      if (left <= 0) {
        throw new SocketTimeoutException("The answer was not here in time");
      }
      connection.setSocketTimeout(Timeout.of(Duration.ofNanos(left).plusMillis(1)));
      int read = super.read(into, offset, length);
      atEnd = read < 0;
      return read;
    }

    /** To close the body itself would be to read it to its end, wherever that is. */
    @Override
    public void close() throws IOException {
      readNBytes(LITTLE); // as what follows the end of a compressed text
      if (!atEnd) {
        throw new IOException("The answer was not read to its end");
      }
      super.close();
    }
  }
}
