package dev.errand.noteworker.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Result;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A command of somebody new, whose worker dies at each point in turn, and another goes on. */
final class Crashes {

  private Crashes() {}

  /**
   * Runs it until a run passes all points.
   *
   * @param least that many points there must be, so that the test crashed something
   * @param data what to ask for, after whatever has to be there first
   * @param check what must be so afterwards, wherever it died
   */
  static void everywhere(
      int least,
      OperationName operation,
      Function<NotionUser, Map<String, ?>> data,
      BiConsumer<NotionUser, Result> check) {
    for (int point = 1; ; point++) {
      NotionUser someone = new NotionUser();
      Map<String, ?> asked = data.apply(someone);
      OperationHarness harness = someone.harness().crashAt(point);
      Result result = someone.run(harness, operation, asked);
      try {
        check.accept(someone, result);
      } catch (AssertionError failed) {
        throw new AssertionError("Crashed at point " + point, failed);
      }
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(least);
        return;
      }
    }
  }
}
