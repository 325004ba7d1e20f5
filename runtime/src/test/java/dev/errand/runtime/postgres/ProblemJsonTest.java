package dev.errand.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import org.junit.jupiter.api.Test;

/** What is written of a problem can be read by the version before, which takes over a partition. */
class ProblemJsonTest {

  @Test
  void whatALaterVersionWroteBesideIsPassedOver() {
    Problem problem = Problem.of(ProblemCode.RATE_LIMITED, "Outlook takes no more mails for now.");
    String later =
        String.valueOf(ProblemJson.write(problem)).replaceFirst("\\{", "{\"later\":{\"a\":1},");
    assertThat(ProblemJson.read(later)).isEqualTo(problem);
  }
}
