package dev.errand.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OperationAroundTest {

  @Test
  void whatAnOperationSaysOfItselfIsSaidOfItWhateverIsAroundIt() {
    assertThat(Arrays.stream(OperationAround.class.getDeclaredMethods()).map(Method::getName))
        .containsAll(
            Arrays.stream(Operation.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> !name.equals("perform"))
                .toList());
  }
}
