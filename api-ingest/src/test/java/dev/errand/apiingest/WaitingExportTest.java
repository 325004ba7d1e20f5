package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.CommandId;
import dev.errand.schemas.Status;
import dev.errand.schemas.mail.MailDelivery;
import dev.errand.schemas.mail.MailOperations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who takes their data along sees which of their commands have not ended. */
class WaitingExportTest extends OperatorApiTest {

  @Test
  void whatWaitsIsTakenAlongWhereverItWaits() {
    Instant due = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
    arrives(command("postponed").later(due, null));
    arrives(command("in-order"));
    begins(command("runs"));
    String body = "{\"operation\":\"folder.list\",\"data\":{}}";
    assertThat(submit(user.value(), "on-its-way", body).statusCode()).isEqualTo(202);

    List<JsonNode> waiting = waiting();

    assertThat(waiting.reversed())
        .extracting(one -> one.path("id").asString())
        .containsExactly("postponed", "in-order", "runs", "on-its-way");
    assertThat(waiting.reversed())
        .extracting(one -> one.path("operation").asString())
        .containsExactly("note.append", "note.append", "note.append", "folder.list");
    assertThat(waiting)
        .allSatisfy(
            one -> assertThat(Instant.parse(one.path("acceptedAt").asString())).isBefore(due));
    assertThat(Instant.parse(waiting.getLast().path("due").asString())).isEqualTo(due);
    assertThat(waiting.subList(0, 3)).noneMatch(one -> one.has("due"));
    assertThat(waiting).asString().doesNotContain(CANARY);
  }

  @Test
  void whatHasEndedDoesNotWait() {
    String body =
        """
        {"operation":"note.append","data":{"page":"%s","markdown":"x"}}
        """
            .formatted(newId());
    assertThat(submit(user.value(), "ended", body).statusCode()).isEqualTo(202);
    ends(command("ended"), Status.SUCCEEDED, null);
    assertThat(waiting()).isEmpty();
  }

  @Test
  void whatIsAnothersOrWhatWorkersAskOfThemselvesIsNotTakenAlong() {
    arrives(command("mine"));
    lookedAfter("looked", "[]", null);
    lookIsQueued();
    assertThat(waiting()).extracting(one -> one.path("id").asString()).containsExactly("mine");
    assertThat(json(send(as(newUser(), "/v1/account/export"))).path("waiting")).isEmpty();
  }

  private void lookIsQueued() {
    sql.sql(
            """
            insert into pending (topic, part, off, user_id, command_id, priority, payload,
              accepted_at)
            values ('look', 0, 1, :user, :id, 1, convert_to(:payload, 'UTF8'), now())
            """)
        .param("user", user.value())
        .param("id", MailDelivery.id(new CommandId("mine"), 1).value())
        .param("payload", "{\"operation\":\"" + MailOperations.MAIL_DELIVERY + "\",\"data\":{}}")
        .update();
  }

  private List<JsonNode> waiting() {
    return List.copyOf(json(send(as(user.value(), "/v1/account/export"))).path("waiting").values());
  }
}
