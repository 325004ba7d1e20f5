package dev.errand.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  /** The worked example of the nearest-rank method in Wikipedia's article "Percentile". */
  @Test
  void eachPercentileIsAMeasuredValueThatSoManyDoNotExceed() {
    Percentiles five = Percentiles.of(List.of(50L, 15L, 40L, 20L, 35L));
    assertThat(five.at(5)).isEqualTo(15);
    assertThat(five.at(30)).isEqualTo(20);
    assertThat(five.at(40)).isEqualTo(20);
    assertThat(five.at(50)).isEqualTo(35);
    assertThat(five.at(100)).isEqualTo(50);
  }

  @Test
  void ofThreeThousandTheSlowestThirtyAreBeyondThe99th() {
    List<Long> times = new ArrayList<>(LongStream.rangeClosed(1, 3_000).boxed().toList());
    Collections.shuffle(times, new Random(7));
    Percentiles spread = Percentiles.of(times);
    assertThat(spread.at(50)).isEqualTo(1_500);
    assertThat(spread.at(95)).isEqualTo(2_850);
    assertThat(spread.at(99)).isEqualTo(2_970);
    assertThat(spread.max()).isEqualTo(3_000);
  }

  @Test
  void aSingleTimeIsAllOfThem() {
    Percentiles single = Percentiles.of(List.of(42L));
    assertThat(List.of(single.at(1), single.at(50), single.at(99), single.max())).containsOnly(42L);
  }

  @Test
  void nothingMeasuredHasNoPercentiles() {
    assertThatThrownBy(() -> Percentiles.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
