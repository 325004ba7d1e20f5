package dev.errand.mailworker.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class MarkTest {

  private static String value(String user, String id) {
    return value(user, id, null);
  }

  private static String value(String user, String id, @Nullable CommandId replays) {
    return Mark.of(
            new Command(
                new UserId(user),
                new CommandId(id),
                MailOperations.MAIL_SEND,
                "urn:test",
                Priority.INTERACTIVE,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                JsonNodeFactory.instance.objectNode(),
                replays))
        .value();
  }

  @Test
  void aReplayHasTheMarkOfTheFirst() {
    assertThat(value("ada", "c-1.replay-2", new CommandId("c-1"))).isEqualTo(value("ada", "c-1"));
  }

  @Test
  void twoUsersOfOneMailboxNeverMeet() {
    assertThat(value("ada", "1")).isNotEqualTo(value("bob", "1"));
    assertThat(value("ada", "a|1")).isNotEqualTo(value("ada|a", "1"));
  }

  /** Graph compares values without the case of their letters. */
  @Test
  void idsThatDifferInCaseOnlyHaveMarksThatDiffer() {
    assertThat(value("ada", "A")).isNotEqualToIgnoringCase(value("ada", "a"));
    assertThat(value("ada", "A")).isLowerCase().hasSize(64);
  }

  /** Pinned: mails that are under way carry it. */
  @Test
  void theMarkStaysAsItIs() {
    assertThat(value("ada", "c-1"))
        .isEqualTo("87b627ae0e1163ca638bc3f80e0ff6d3d9509159fa656d624773a862f58c3fa8");
  }
}
