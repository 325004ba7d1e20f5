package dev.errand.apiingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndingTest {

  @ParameterizedTest
  @EnumSource
  void everyEndingSaysWhatHappenedAndWhatToDo(Ending ending) {
    assertThat(ending.title()).isNotBlank();
    assertThat(ending.next()).endsWith(".");
    assertThat(Ending.ofWireName(ending.wireName())).contains(ending);
  }
}
