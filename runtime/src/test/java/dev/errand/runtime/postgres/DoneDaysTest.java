package dev.errand.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DoneDaysTest {

  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'done_'yyyyMMdd");

  private static final RecordedStatements RECORDED = new RecordedStatements();

  private HikariDataSource database;
  private JdbcClient sql;
  private DoneDays days;
  private LocalDate today;

  @BeforeEach
  void migrate() {
    TestDatabase fresh = TestDatabase.migrated();
    database = fresh.as("errand_worker");
    sql = fresh.sql();
    days = new DoneDays(RECORDED.overheard(database));
    today = sql.sql("select (now() at time zone 'UTC')::date").query(LocalDate.class).single();
  }

  /** Each one tidies for the workers, and changes nothing for anybody else. */
  @AfterAll
  static void eachStatementSeesNothingWithoutItsDuty() throws SQLException {
    assertThat(RECORDED.missing(DoneDays.class)).isEmpty();
    assertThat(RECORDED.unproven()).as("found nothing for anybody").isEmpty();
    try (HikariDataSource worker = TestDatabase.migrated().as("errand_worker")) {
      RECORDED.assertShutOff(worker);
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<String> tables() {
    return sql.sql(
            "select inhrelid::regclass::text from pg_inherits where inhparent = 'done'::regclass")
        .query(String.class)
        .list();
  }

  private static String name(LocalDate day) {
    return NAME.format(day);
  }

  private void insert(LocalDate day, String command) {
    var _ =
        sql.sql(
                """
                insert into done (topic, part, seq, user_id, command_id, status, result, requests,
                  uploaded_bytes, messages, recipients, finished_at, day)
                values ('t', 0, :seq, 'ada', :command, 'succeeded', '\\x7b7d', 0, 0, 0, 0, :at, :day)
                """)
            .param("seq", day.toEpochDay())
            .param("command", command)
            .param("at", day.atStartOfDay().atOffset(ZoneOffset.UTC))
            .param("day", day)
            .update();
  }

  private void bury(LocalDate day) {
    var _ =
        sql.sql(
                """
                insert into dead_letter (user_id, origin, command_id, topic, part, off, operation,
                  priority, status, code, payload, steps, accepted_at, ended_at, day)
                values ('ada', 'c', 'c', 't', 0, 0, 'note.create', 0, 'failed', 'internal',
                  '\\x7b7d', '[]', :at, :at, :day)
                """)
            .param("at", day.atStartOfDay().atOffset(ZoneOffset.UTC))
            .param("day", day)
            .update();
  }

  private List<String> commands() {
    return sql.sql("select command_id from done order by command_id").query(String.class).list();
  }

  @Test
  void theComingDaysAreMadeHoweverOftenItIsAsked() {
    days.tend();
    days.tend();
    assertThat(tables())
        .contains("done_default", name(today), name(today.plusDays(1)), name(today.plusDays(3)));
    insert(today, "now");
    assertThat(sql.sql("select tableoid::regclass::text from done").query(String.class).list())
        .containsExactly(name(today));
  }

  @Test
  void severalInstancesMayTendThemAtOnce() {
    CompletableFuture.allOf(
            CompletableFuture.runAsync(days::tend),
            CompletableFuture.runAsync(days::tend),
            CompletableFuture.runAsync(days::tend))
        .join();
    assertThat(tables()).contains(name(today), name(today.plusDays(3)));
  }

  @Test
  void wholeDaysGoWhenNobodyCanRepeatTheirCommandsAndNoneBefore() {
    for (int ago : List.of(8, 7, 6)) {
      LocalDate day = today.minusDays(ago);
      var _ =
          sql.sql(
                  "create table %s partition of done for values from ('%s') to ('%s')"
                      .formatted(name(day), day, day.plusDays(1)))
              .update();
      insert(day, "ago-" + ago);
    }
    days.tend();
    assertThat(commands()).containsExactly("ago-6", "ago-7");
    assertThat(tables()).doesNotContain(name(today.minusDays(8)));
  }

  @Test
  void aDayThatBeganWithoutItsTableHoldsUpNoOther() {
    insert(today, "early");
    insert(today.minusDays(9), "long-ago");
    days.tend();
    assertThat(tables())
        .doesNotContain(name(today))
        .contains(name(today.plusDays(1)), name(today.plusDays(3)));
    assertThat(commands()).containsExactly("early");
  }

  @Test
  void aDeadLetterGoesWithItsDay() {
    bury(today.minusDays(8));
    days.tend();
    assertThat(sql.sql("select count(*) from dead_letter").query(Long.class).single()).isZero();
  }
}
