package dev.errand.apiingest.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.errand.schemas.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransfersTest {

  private final UserId ann = new UserId("ann");
  private final UserId ben = new UserId("ben");

  @Test
  void soManyAreOnTheirWayAtOnceAndSoManyOfOneUser() {
    Transfers transfers = new Transfers(new TransferProperties(3, 2));
    Transfers.Begun first = transfers.begin(ann).orElseThrow();
    assertThat(transfers.begin(ann)).isPresent();
    assertThat(transfers.begin(ann)).as("a third of one user").isEmpty();
    assertThat(transfers.begin(ben)).isPresent();
    assertThat(transfers.begin(ben)).as("a fourth").isEmpty();
    first.close();
    assertThat(transfers.begin(ben)).isPresent();
    assertThat(transfers.begin(ann)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "2, 3"})
  void aSettingThatLetsNothingThroughIsNotTaken(int atOnce, int ofOneUser) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TransferProperties(atOnce, ofOneUser))
        .withMessageStartingWith("errand.files.transfers.");
  }

  @Test
  void whoeverDripsIsGivenUpWhenTheTimeIsOver() throws IOException {
    AtomicLong nanos = new AtomicLong();
    try (TimedStream stream =
        new TimedStream(new ByteArrayInputStream(new byte[9]), Duration.ofSeconds(2), nanos::get)) {
      nanos.set(Duration.ofSeconds(2).toNanos() - 1);
      assertThat(stream.read()).isZero();
      nanos.set(Duration.ofSeconds(2).toNanos());
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(stream::read);
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> stream.read(new byte[4]));
    }
  }
}
