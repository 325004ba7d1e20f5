package dev.errand.e2e;

import dev.errand.local.drive.Uploads;
import dev.errand.local.stack.LocalStack;
import dev.errand.local.stack.LocalTokens;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Random;

/** So many bytes that nobody can guess from those before, without having them in memory. */
record LargeFile(long size) {

  /** 64 hex digits. */
  String sha256() {
    try (DigestInputStream bytes =
        new DigestInputStream(bytes(), MessageDigest.getInstance("SHA-256"))) {
      var _ = bytes.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
    } catch (IOException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * A person uploads it, as with a client of their own.
   *
   * @return its id
   */
  String upload(LocalStack stack, UserId user) {
    LocalTokens tokens = new LocalTokens(stack.settings().data(), Clock.systemUTC());
    return new Uploads(stack.settings().apiUrl(), tokens)
        .upload(
            user,
            "large.bin",
            "application/octet-stream",
            BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::bytes), size));
  }

  private InputStream bytes() {
    return new Bytes(size);
  }

  private static final class Bytes extends InputStream {

    private final Random random = new Random(30);
    private long left;

    Bytes(long size) {
      left = size;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Byte by byte, so that the bytes do not depend on how many are asked for at a time. */
    @Override
    public int read(byte[] into, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int read = (int) Math.min(length, left);
      for (int i = 0; i < read; i++) {
        into[offset + i] = (byte) random.nextInt();
      }
      left -= read;
      return read;
    }
  }
}
