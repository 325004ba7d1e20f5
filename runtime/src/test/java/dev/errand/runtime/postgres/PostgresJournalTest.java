package dev.errand.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Claim;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.Ingested;
import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.JournalContract;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.Sample;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.pipeline.journal.Usage;
import dev.errand.pipeline.journal.Written;
import dev.errand.runtime.audit.AuditLog;
import dev.errand.runtime.postgres.PartitionCounts.Place;
import dev.errand.schemas.Command;
import dev.errand.schemas.Status;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The contract on a real PostgreSQL, and what only two connections at once can show. */
@Timeout(60)
@TestMethodOrder(OrderAnnotation.class)
class PostgresJournalTest extends JournalContract {

  private static final RecordedStatements RECORDED = new RecordedStatements();

  private static HikariDataSource pool;
  private static DataSource database;
  private static JdbcClient sql;
  private static TransactionTemplate transaction;
  private static Journal journal;

  @BeforeAll
  static void migrate() {
    TestDatabase fresh = TestDatabase.migrated();
    pool = fresh.as("errand_worker");
    database = RECORDED.overheard(pool);
    sql = fresh.sql();
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    journal = new PostgresJournal(database);
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  /** What all the others have sent, once more for nobody and somebody else. */
  @Test
  @Order(Integer.MAX_VALUE)
  void eachStatementSeesNothingWithoutItsDuty() throws SQLException {
    assertThat(
            RECORDED.missing(
                IngestStatements.class,
                EntryStatements.class,
                AuditLog.class,
                LoadStatements.class,
                ResultStatements.class,
                DeadLetterStatements.class,
                PostponedStatements.class,
                PostgresPartitionCounts.class))
        .isEmpty();
    assertThat(RECORDED.unproven()).as("found nothing for anybody").isEmpty();
    RECORDED.assertShutOff(pool);
  }

  @Override
  protected Journal journal() {
    return journal;
  }

  @Override
  protected void passes(Duration time) {
    var _ =
        sql.sql(
                """
                update postponed set due = due - :millis * interval '1 millisecond',
                  told_at = told_at - :millis * interval '1 millisecond',
                  first_told_at = first_told_at - :millis * interval '1 millisecond'
                where topic = :topic
                """)
            .param("millis", time.toMillis())
            .param("topic", partition.topic())
            .update();
  }

  @Test
  void whatHasAResultAlreadyIsTakenOutWithoutASecondOne() {
    Fence fence = claim();
    Command ended = Sample.command(ada, "ended");
    Command later = Sample.command(ada, "later").later(null, Duration.ofHours(1));
    ingest(fence, 2, Sample.accepted(0, ended), Sample.accepted(1, later));
    journal.write(List.of(ended(fence, 0, ended)));
    var _ =
        sql.sql("update done set command_id = 'later' where user_id = ?")
            .param(ada.value())
            .update();
    Entry cancelled = new Entry.TakenBack(fence, Sample.result(later, Status.CANCELLED));
    assertThat(journal.write(List.of(cancelled)).sequences()).isEmpty();
    assertThat(count("done where user_id = '" + ada + "'")).isEqualTo(1);
    assertThat(count("postponed where user_id = '" + ada + "'")).isZero();
  }

  /** Runs on another thread, hence on another connection. */
  private static <T> CompletableFuture<T> meanwhile(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, Executors.newVirtualThreadPerTaskExecutor());
  }

  private static void awaitSomebodyBlocked(int waiting) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> blocked() >= waiting);
  }

  private static int blocked() {
    return sql.sql(
            """
            select count(distinct pid) from pg_locks
            where not granted and pid in
              (select pid from pg_stat_activity where datname = current_database())
            """)
        .query(Integer.class)
        .single();
  }

  private static <T> T result(CompletableFuture<T> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void aTakeoverWaitsForAnOpenWriteAndSeesItsRows() {
    Fence before = claim();
    CompletableFuture<Claim> takeover =
        transaction.execute(
            open -> {
              ingest(before, 5, Sample.accepted(4, Sample.command(ada, "c1")));
              CompletableFuture<Claim> claiming =
                  meanwhile(() -> journal.claim(partition, UUID.randomUUID()));
              awaitSomebodyBlocked(1);
              assertThat(claiming).isNotDone();
              return claiming;
            });
    Claim claim = result(takeover);
    assertThat(claim.nextOffset()).hasValue(5);
    assertThat(load(claim.fence()).heads()).extracting(Queued::offset).containsExactly(4L);
  }

  @Test
  void aWriteThatMeetsATakeoverInProgressWaitsAndIsFenced() {
    Command command = Sample.command(ada, "c1");
    Fence before = claim();
    ingest(before, 1, Sample.accepted(0, command));
    record Late(CompletableFuture<Written> written, CompletableFuture<List<Ingested>> ingested) {}
    Late late =
        transaction.execute(
            open -> {
              var _ = journal.claim(partition, UUID.randomUUID());
              Late both =
                  new Late(
                      meanwhile(() -> journal.write(List.of(ended(before, 0, command)))),
                      meanwhile(
                          () ->
                              journal.ingest(
                                  List.of(
                                      new Arrivals(
                                          before,
                                          2,
                                          List.of(
                                              Sample.accepted(1, Sample.command(ada, "c2"))))))));
              awaitSomebodyBlocked(2);
              return both;
            });
    assertThat(result(late.written).fenced()).containsExactly(before);
    assertThat(result(late.ingested)).containsExactly(new Ingested.Fenced(before));
    assertThat(count("pending where topic = '" + partition.topic() + "'")).isEqualTo(1);
    assertThat(count("done where topic = '" + partition.topic() + "'")).isZero();
  }

  @Test
  void writersOfOnePartitionDoNotShutEachOtherOut() {
    Fence fence = claim();
    ingest(fence, 1, Sample.accepted(0, Sample.command(ada, "c1")));
    transaction.executeWithoutResult(
        open -> {
          journal.write(List.of(new Entry.Spent(fence, 0, Cost.ONE_REQUEST)));
          assertThat(
                  result(
                          meanwhile(
                              () ->
                                  journal.write(
                                      List.of(
                                          new Entry.Started(
                                              fence,
                                              0,
                                              Sample.use(ada),
                                              "one",
                                              true,
                                              Sample.json("{}"),
                                              Duration.ofSeconds(1),
                                              Cost.ONE_REQUEST)))))
                      .fenced())
              .isEmpty();
        });
  }

  @Test
  void aMarkerAndWhatIsWrittenDownOfItAreOneTransaction() {
    Fence fence = claim();
    ingest(fence, 1, Sample.accepted(0, Sample.command(ada, "c1")));
    String rows =
        "audit where user_id = '%s' and act = 'effect_begun' and command_id = 'c1' and step = 'one'"
            .formatted(ada);
    transaction.executeWithoutResult(
        open -> {
          journal.write(List.of(started(fence, "one")));
          open.setRollbackOnly();
        });
    assertThat(count(rows)).isZero();
    journal.write(List.of(started(fence, "one")));
    assertThat(count(rows)).isEqualTo(1);
    journal.write(List.of(started(fence, "one")));
    assertThat(count(rows)).as("each attempt").isEqualTo(2);
    Fence before = claim();
    assertThat(claim()).isNotEqualTo(before);
    assertThat(journal.write(List.of(started(before, "one"))).fenced()).containsExactly(before);
    assertThat(count(rows)).as("whoever may not write begins nothing").isEqualTo(2);
  }

  @Test
  void aCopyOfACommandThatEndsAtThisMomentIsAnsweredAndNotQueued() {
    Command command = Sample.command(ada, "c1");
    Fence fence = claim();
    ingest(fence, 1, Sample.accepted(0, command));
    copyWhileItEnds(fence, fence, command, 1);
  }

  /** The number of partitions grew, and the copy came to another one: no lock is shared. */
  @Test
  void aCopyInAnotherPartitionOfACommandThatEndsAtThisMomentIsAnsweredAndNotQueued() {
    Command command = Sample.command(ada, "c1");
    Fence fence = claim();
    ingest(fence, 1, Sample.accepted(0, command));
    copyWhileItEnds(fence, claim(neighbour), command, 7);
  }

  private void copyWhileItEnds(Fence first, Fence second, Command command, long offset) {
    CompletableFuture<Ingested.Taken> copy =
        transaction.execute(
            open -> {
              assertThat(journal.write(List.of(ended(first, 0, command))).sequences()).hasSize(1);
              CompletableFuture<Ingested.Taken> arriving =
                  meanwhile(() -> ingest(second, offset + 1, Sample.accepted(offset, command)));
              awaitSomebodyBlocked(1);
              return arriving;
            });
    assertThat(result(copy).queued()).isEmpty();
    assertThat(result(copy).repeats())
        .containsExactly(
            new StoredResult(first.partition(), 1, Sample.result(command, Status.SUCCEEDED)));
    assertThat(count("pending where user_id = '" + ada + "'")).isZero();
    assertThat(count("done where user_id = '" + ada + "'")).isEqualTo(1);
  }

  @Test
  void aRefusedCopyOfACommandThatEndsAtThisMomentIsNoSecondResult() {
    Command command = Sample.command(ada, "c1");
    Fence fence = claim();
    ingest(fence, 1, Sample.accepted(0, command));
    CompletableFuture<Ingested.Taken> copy =
        transaction.execute(
            open -> {
              journal.write(List.of(ended(fence, 0, command)));
              CompletableFuture<Ingested.Taken> arriving =
                  meanwhile(() -> ingest(fence, 2, Sample.refused(1, command)));
              awaitSomebodyBlocked(1);
              return arriving;
            });
    assertThat(result(copy).results()).isEmpty();
    assertThat(count("done where user_id = '" + ada + "'")).isEqualTo(1);
  }

  @Test
  void ingestAndFlushNeverWaitForEachOtherCrosswise() {
    Fence here = claim(partition);
    Fence there = claim(neighbour);
    Command command = Sample.command(ada, "c1");
    ingest(there, 1, Sample.accepted(0, command));
    CompletableFuture<Written> flush =
        transaction.execute(
            open -> {
              ingest(here, 1, Sample.accepted(0, Sample.command(bob, "c2")));
              CompletableFuture<Written> flushing =
                  meanwhile(
                      () ->
                          journal.write(
                              List.of(ended(there, 0, command), new Entry.Published(here, 0))));
              awaitSomebodyBlocked(1);
              ingest(there, 2, Sample.accepted(1, Sample.command(bob, "c3")));
              return flushing;
            });
    assertThat(result(flush).sequences()).hasSize(1);
  }

  @Test
  void aFlushDoesNotWaitForRowsThatAreStillBeingTakenIn() {
    Fence here = claim(partition);
    Fence there = claim(neighbour);
    Command running = Sample.command(ada, "c1");
    Command arriving = Sample.command(ada, "c2");
    ingest(here, 1, Sample.accepted(0, running));
    CompletableFuture<Ingested.Taken> slow =
        transaction.execute(
            open -> {
              ingest(there, 1, Sample.accepted(0, arriving));
              CompletableFuture<Ingested.Taken> waitsForThatRow =
                  meanwhile(() -> ingest(here, 2, Sample.accepted(1, arriving)));
              awaitSomebodyBlocked(1);
              assertThat(
                      result(meanwhile(() -> journal.write(List.of(ended(here, 0, running)))))
                          .sequences())
                  .hasSize(1);
              return waitsForThatRow;
            });
    assertThat(result(slow).queued()).isEmpty();
  }

  @Test
  void recipientsOfADayAreRememberedAndTheRestForMinutes() {
    Fence fence = claim();
    Command mail = Sample.command(ada, "mail");
    Command read = Sample.command(bob, "read");
    ingest(fence, 2, Sample.accepted(0, mail), Sample.accepted(1, read));
    Cost twoPeople = Cost.ONE_REQUEST.and(LimitUnit.RECIPIENTS, 2);
    journal.write(
        List.of(
            new Entry.Ended(fence, 0, Sample.result(mail, Status.SUCCEEDED), twoPeople),
            ended(fence, 1, read)));
    var _ =
        sql.sql(
                """
                update done set finished_at = now() - interval '3 hours',
                  day = (now() at time zone 'UTC' - interval '3 hours')::date
                where topic = ?
                """)
            .param(partition.topic())
            .update();
    assertThat(journal.load(fence, Duration.ofDays(1)).usage())
        .extracting(Usage::user, Usage::cost)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(ada, twoPeople));
    assertThat(journal.load(fence, Duration.ofHours(2)).usage()).isEmpty();
  }

  @Test
  void aTopicThatGrewTellsWhoHasCommandsInAPartitionAndWhatTheyTookFromTheLimits() {
    Fence fence = claim();
    Command first = Sample.command(ada, "c1");
    ingest(fence, 2, Sample.accepted(0, first), Sample.accepted(1, Sample.command(ada, "c2")));
    journal.write(List.of(ended(fence, 0, first)));
    PartitionCounts counts = new PostgresPartitionCounts(database);
    String topic = partition.topic();
    Place adas = new Place(ada, partition.number());
    List<Place> asked = List.of(adas, new Place(bob, partition.number()));

    assertThat(counts.pendingAt(topic, asked)).containsExactly(adas);
    assertThat(counts.pendingBelow(topic, partition.number() + 1)).containsExactly(adas);
    assertThat(counts.usage(topic, asked)).extracting(Usage::user).containsExactly(ada);
  }

  @Test
  void headsAndRefillsAreReadAlongTheIndex() {
    Fence fence = claim();
    var _ =
        sql.sql(
                """
                insert into pending (topic, part, off, user_id, command_id, priority, payload,
                  accepted_at)
                select 'many', n % 12, n, 'user-' || (n % 500), 'c-' || n, n % 2, '\\x7b7d', now()
                from generate_series(1, 30000) as n
                """)
            .update();
    var _ = sql.sql("analyze pending").update();
    String heads = explain(LoadStatements.HEADS.replace(":topic", "'many'").replace(":part", "3"));
    assertThat(heads).contains("pending_lane").doesNotContain("Seq Scan on pending");
    String next =
        explain(
            LoadStatements.NEXT
                .replace(":topic", "'many'")
                .replace(":part", "3")
                .replace(":user", "'user-3'")
                .replace(":priority", "1")
                .replace(":behind", "300")
                .replace(":most", "16"));
    assertThat(next).contains("pending_lane").doesNotContain("Sort");
    var _ = sql.sql("delete from pending where topic = 'many'").update();
    assertThat(load(fence).heads()).isEmpty();
  }

  private static String explain(String statement) {
    return Acting.in(pool)
        .on(
            Duty.JOURNAL,
            () ->
                String.join(
                    "\n",
                    JdbcClient.create(pool)
                        .sql("explain " + statement)
                        .query(String.class)
                        .list()));
  }

  @Test
  void aDatabaseThatIsAwayIsUnavailableAndADataFaultIsNot() {
    Fence fence = claim();
    ingest(fence, 1, Sample.accepted(0, Sample.command(ada, "a1")));
    assertThatThrownBy(
            () ->
                journal.write(
                    List.of(
                        started(fence, "one"), started(fence, "one")))) // one row twice: our fault
        .isNotInstanceOf(JournalUnavailable.class);
    HikariDataSource gone = TestDatabase.migrated().as("errand_worker");
    Journal away = new PostgresJournal(gone);
    gone.close();
    assertThatThrownBy(() -> away.claim(partition, UUID.randomUUID()))
        .isInstanceOf(JournalUnavailable.class);
  }

  private Entry started(Fence fence, String step) {
    return new Entry.Started(
        fence,
        0,
        Sample.use(ada),
        step,
        true,
        Sample.json("{}"),
        Duration.ofSeconds(1),
        Cost.NOTHING);
  }

  @Test
  void aWholePollIsOneTransactionAllOrNothing() {
    Fence fence = claim();
    Arrival good = Sample.accepted(0, Sample.command(ada, "c1"));
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    open -> {
                      ingest(fence, 1, good);
                      throw new IllegalStateException("crash before the commit");
                    }))
        .hasMessageContaining("crash");
    assertThat(load(fence).pending()).isZero();
    assertThat(ingest(fence, 1, good).queued()).hasSize(1);
  }

  private static long count(String what) {
    return sql.sql("select count(*) from " + what).query(Long.class).single();
  }
}
