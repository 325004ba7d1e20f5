package dev.errand.apiingest.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** 10 bytes a second in the mean of 30 s of waiting, and two minutes for all. */
class PaceTest {

  private final AtomicLong nanos = new AtomicLong();
  private final Pace pace =
      new Pace(nanos::get, Duration.ofMinutes(2), Duration.ofSeconds(30), DataSize.ofBytes(10));

  private void pass(long seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private void move(int bytes, long seconds) throws IOException {
    assertThat(
            pace.timed(
                () -> {
                  pass(seconds);
                  return bytes;
                }))
        .isEqualTo(bytes);
  }

  private void assertTooSlow(int bytes, long seconds) {
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> move(bytes, seconds));
  }

  @Test
  void aPauseIsNoHarmIfTheRestMakesUpForIt() throws IOException {
    move(1, 29);
    move(299, 1);
    move(1, 29);
    assertTooSlow(298, 1);
  }

  @Test
  void whatCameFastBeforeDoesNotPayForWhatComesAfter() throws IOException {
    move(1_000_000, 30);
    assertTooSlow(299, 30);
  }

  @Test
  void whoLetsUsWaitLongAtOnceHasToMoveMoreForIt() throws IOException {
    move(500, 0);
    assertTooSlow(99, 60);
  }

  @Test
  void ourOwnTimeIsNotTheirs() throws IOException {
    move(1, 10);
    pass(60);
    move(1, 10);
  }

  @Test
  void theEndIsNeverTooSlow() throws IOException {
    move(1, 20);
    move(-1, 20);
  }

  @Test
  void allOfItHasItsTimeHoweverFastItIs() throws IOException {
    move(1_000_000, 119);
    move(1_000_000, 1);
    assertTooSlow(1_000_000, 0);
  }

  @Test
  void eachByteOfAStreamCounts() throws IOException {
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream(new byte[100])) {
          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            pass(10);
            return super.read(into, offset, length);
          }
        };
    try (InputStream paced = new PacedStream(slow, pace)) {
      assertThat(paced.read()).isZero();
      assertThat(paced.read(new byte[9], 3, 1)).isEqualTo(1);
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(paced::read);
    }
  }

  @Test
  void itIsToldApartFromWhatBrokeOff() {
    SocketTimeoutException slow = new SocketTimeoutException();
    assertThat(Pace.endedBy(slow)).isTrue();
    assertThat(Pace.endedBy(new IOException("as the server wraps it", slow))).isTrue();
    assertThat(Pace.endedBy(new IOException("reset"))).isFalse();
  }
}
