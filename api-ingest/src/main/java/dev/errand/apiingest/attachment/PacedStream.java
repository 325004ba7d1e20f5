package dev.errand.apiingest.attachment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that have to come at some {@link Pace}, however little of them comes at a time. */
final class PacedStream extends FilterInputStream {

  private final Pace pace;

  PacedStream(InputStream content, Pace pace) {
    super(content);
    this.pace = pace;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return pace.timed(() -> in.read(into, offset, length));
  }
}
