package dev.errand.e2e;

import dev.errand.local.stack.LocalStack;
import dev.errand.local.stack.LocalTokens;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

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
    String token =
        new LocalTokens(stack.settings().data(), Clock.systemUTC())
            .token(user, Duration.ofHours(1));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(stack.settings().apiUrl() + "/v1/attachments?name=large.bin"))
            .timeout(Duration.ofMinutes(10))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::bytes), size))
            .build();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 201) {
        throw new IllegalStateException("The upload was answered " + answer.statusCode());
      }
      return JsonMapper.shared().readTree(answer.body()).path("id").asString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
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
