package dev.errand.apiingest.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.errand.schemas.UserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class TransfersTest {

  private final UserId ann = new UserId("ann");
  private final UserId ben = new UserId("ben");

  private static TransferProperties properties(int atOnce, int ofOneUser) {
    return new TransferProperties(
        atOnce, ofOneUser, DataSize.ofKilobytes(16), Duration.ofSeconds(30));
  }

  @Test
  void soManyAreOnTheirWayAtOnceAndSoManyOfOneUser() {
    Transfers transfers = new Transfers(properties(3, 2), Duration.ofMinutes(30), System::nanoTime);
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
        .isThrownBy(() -> properties(atOnce, ofOneUser))
        .withMessageStartingWith("errand.files.transfers.");
  }
}
