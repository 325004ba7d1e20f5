package dev.errand.runtime.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.Command;
import dev.errand.schemas.UserId;
import org.junit.jupiter.api.Test;

/**
 * What `pending` holds can be read by the version before, which works beside the new one for a
 * while.
 */
class StoredCommandTest {

  @Test
  void whatANewerVersionWroteBesideIsPassedOver() {
    Command command = Sample.fullCommand(new UserId("ada"), "c1");
    String stored = new String(StoredCommand.write(command), UTF_8);
    byte[] newer = stored.replaceFirst("\\{", "{\"newer\":{\"a\":1},").getBytes(UTF_8);
    int priority = StoredCommand.number(command.priority());
    assertThat(StoredCommand.read("ada", "c1", priority, newer)).isEqualTo(command);
  }
}
