package dev.errand.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.Command;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows outlive the version that wrote them, so their bytes are pinned. */
class StoredCommandTest {

  private static final UserId ADA = new UserId("ada");

  private static final String FULL =
      """
      {"operation":"test.run","source":"urn:agent:7","deadline":"2026-11-21T00:00:00Z",\
      "agent":"planner","conversation":"chat-1",\
      "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",\
      "data":{"title":"Grüße","deep":{"n":[1,2.5,null,true]}}}\
      """;

  private static final String LEAST =
      """
      {"operation":"test.run","source":"urn:test","data":{"say":"c1"}}\
      """;

  @Test
  void aCommandIsAlwaysTheSameBytes() {
    assertThat(written(Sample.fullCommand(ADA, "c1"))).isEqualTo(FULL);
    assertThat(written(Sample.command(ADA, "c1"))).isEqualTo(LEAST);
  }

  @Test
  void theseBytesAreAlwaysTheSameCommand() {
    assertThat(StoredCommand.read("ada", "c1", 1, FULL.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Sample.fullCommand(ADA, "c1"));
    assertThat(StoredCommand.read("ada", "c1", 0, LEAST.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Sample.command(ADA, "c1"));
  }

  @ParameterizedTest
  @EnumSource(Priority.class)
  void aPrioritysNumberStandsForIt(Priority priority) {
    assertThat(StoredCommand.priority(StoredCommand.number(priority))).isEqualTo(priority);
  }

  private static String written(Command command) {
    return new String(StoredCommand.write(command), StandardCharsets.UTF_8);
  }
}
