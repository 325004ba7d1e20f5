package dev.errand.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.Ingested;
import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Sample;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.schemas.Command;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is postponed for an account that its person disconnects, or erases, is never done. */
class EndedAccountTest {

  private static final Duration SOON = Duration.ofMillis(50);

  private static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final HikariDataSource API = DATABASE.as("errand_api");
  private static final HikariDataSource WORKER = DATABASE.as("errand_worker");
  private static final Journal JOURNAL = new PostgresJournal(WORKER);

  private final UserId ann = new UserId("ann-" + UUID.randomUUID());
  private final UserId ben = new UserId("ben-" + UUID.randomUUID());
  private final Partition mails = new Partition(Topics.MAIL.commands(), 0);
  private final Partition notes = new Partition(Topics.NOTE.commands(), 0);

  @AfterAll
  static void close() {
    API.close();
    WORKER.close();
  }

  @BeforeEach
  void bothAreConnected() {
    for (UserId user : List.of(ann, ben)) {
      owner("insert into data_key values ('%s', 'x')".formatted(user));
      for (String provider : List.of("microsoft", "notion")) {
        owner(
            """
            insert into connection (id, user_id, provider, account, scopes, facts, state, version,
              access_token, changed_at)
            values ('%1$s', '%2$s', '%3$s', '%1$s', '{}', '{}', 'active', 1, 'x', now())
            """
                .formatted(UUID.randomUUID(), user, provider));
      }
    }
  }

  private static void owner(String statement) {
    var _ = DATABASE.sql().sql(statement).update();
  }

  private void person(String statement) {
    var _ = Acting.in(API).as(ann, () -> JdbcClient.create(API).sql(statement).update());
  }

  private void disconnectMailbox() {
    person(
        "update connection set state = 'disconnected', access_token = null"
            + " where provider = 'microsoft'");
  }

  private void eraseAccount() {
    person("delete from data_key");
  }

  private void connectMailboxAgain() {
    person("update connection set state = 'active', access_token = 'y'");
  }

  private static Command later(UserId user) {
    return Sample.command(user, "later-" + UUID.randomUUID()).later(null, Duration.ofHours(1));
  }

  private static Ingested.Taken ingest(Partition partition, Command command) {
    Fence fence = JOURNAL.claim(partition, UUID.randomUUID()).fence();
    long offset = JOURNAL.load(fence, Duration.ZERO).nextOffset();
    return (Ingested.Taken)
        JOURNAL
            .ingest(
                List.of(new Arrivals(fence, offset + 1, List.of(Sample.accepted(offset, command)))))
            .getFirst();
  }

  private static List<Command> due(Partition partition) {
    return JOURNAL.due(partition.topic(), Duration.ZERO, 1_000);
  }

  private static void assertNeverDone(Partition partition, Command command) {
    assertThat(due(partition)).contains(command);
    Ingested.Taken taken = ingest(partition, command);
    assertThat(taken.queued()).isEmpty();
    assertThat(taken.results())
        .singleElement()
        .extracting(StoredResult::result)
        .satisfies(
            result -> {
              assertThat(result.status()).isEqualTo(Status.REJECTED);
              assertThat(result.problem())
                  .isNotNull()
                  .extracting(Problem::code)
                  .isEqualTo(ProblemCode.NOT_CONNECTED);
              assertThat(result.timing().postponed()).isPositive();
            });
    assertThat(ingest(partition, command).queued()).as("brought once more").isEmpty();
    assertThat(due(partition)).doesNotContain(command);
  }

  @Test
  void whoDisconnectsAnAccountHasNothingDoneThereLaterAlsoWhenTheyConnectItAgain() {
    Command mail = later(ann);
    Command note = later(ann);
    Command bens = later(ben);
    var _ = ingest(mails, mail);
    var _ = ingest(notes, note);
    var _ = ingest(mails, bens);
    disconnectMailbox();
    connectMailboxAgain();
    assertNeverDone(mails, mail);
    assertThat(due(mails)).doesNotContain(bens);
    assertThat(due(notes)).doesNotContain(note);
  }

  @Test
  void whoErasesTheirAccountHasNothingDoneAtAll() {
    Command mail = later(ann);
    Command note = later(ann);
    Command bens = later(ben);
    var _ = ingest(mails, mail);
    var _ = ingest(notes, note);
    var _ = ingest(notes, bens);
    eraseAccount();
    assertNeverDone(mails, mail);
    assertNeverDone(notes, note);
    assertThat(due(notes)).doesNotContain(bens);
  }

  @Test
  void whatIsAskedForAfterwardsIsDone() {
    disconnectMailbox();
    connectMailboxAgain();
    Command mail = Sample.command(ann, "soon-" + UUID.randomUUID()).later(null, SOON);
    var _ = ingest(mails, mail);
    await().pollDelay(Duration.ZERO).until(() -> due(mails).contains(mail));
    assertThat(ingest(mails, mail).queued()).hasSize(1);
  }
}
