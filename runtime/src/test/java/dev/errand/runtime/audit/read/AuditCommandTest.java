package dev.errand.runtime.audit.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalPostgres;
import dev.errand.runtime.audit.Act;
import dev.errand.runtime.audit.Actor;
import dev.errand.runtime.audit.AuditEntry;
import dev.errand.runtime.audit.AuditLog;
import dev.errand.runtime.audit.read.AuditCommand.Asked;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.TestDatabase;
import dev.errand.schemas.UserId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What whoever verifies is told. */
class AuditCommandTest {

  private static final Asked ALL = new Asked(null);
  private static final UserId ADA = new UserId("ada");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void itTellsWhatIsBrokenAndNothingElseThatStandsThere() {
    TestDatabase database = TestDatabase.migrated();
    try (HikariDataSource api = database.as("errand_api");
        HikariDataSource auditor = database.as("errand_auditor")) {
      AuditCommand command = command(auditor);
      written(api);
      assertThat(command.obey(ALL)).isTrue();
      assertThat(printed()).startsWith("1 rows in 1 chains were looked at. Nothing is changed");
      var _ =
          database
              .sql()
              .sql(
                  """
                  set session_replication_role = replica;
                  insert into audit (user_id, seq, at, app, actor, act, hash)
                    values (E'eve\\r\\n\\x1b[2Jada: row 1', 3, now(), '', '', '', '')
                  """)
              .update();
      assertThat(command.obey(Asked.of(List.of("verify", "2026-01-01T00:00:00Z")))).isFalse();
      assertThat(printed().lines())
          .hasSize(5)
          .first()
          .isEqualTo("eve\\u{d}\\u{a}\\u{1b}[2Jada:\\u{20}row\\u{20}1: rows 1 to 2 are missing");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "forge", "verify yesterday", "verify 2026-11-21", "verify a b"})
  void whatIsNotUnderstoodIsAnsweredWithHowToAsk(String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Asked.of(List.of(words.split(" "))))
        .withMessageStartingWith("Usage: audit verify [UNTIL]");
  }

  /** Row-level security binds such an owner, and with it the function that writes. */
  @Test
  void anOwnerOfTheTablesWhoIsNoSuperuserWillDo() {
    LocalDatabase database = LocalPostgres.shared().freshDatabase();
    String name = database.jdbcUrl().substring(database.jdbcUrl().lastIndexOf('/') + 1);
    var _ =
        JdbcClient.create(source(database))
            .sql(
                """
                do $$ begin
                  if not exists (select from pg_roles where rolname = 'plain_owner') then
                    create role plain_owner login;
                  end if;
                end $$;
                alter database %s owner to plain_owner
                """
                    .formatted(name))
            .update();
    var _ = Flyway.configure().dataSource(source(database.as("plain_owner"))).load().migrate();
    written(source(database.as("errand_api")));
    assertThat(command(source(database.as("errand_auditor"))).obey(ALL)).isTrue();
    assertThat(printed()).startsWith("1 rows in 1 chains");
  }

  private AuditCommand command(DataSource auditor) {
    return new AuditCommand(
        new VerifyAudit(auditor), new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private static void written(DataSource api) {
    AuditLog log = new AuditLog(JdbcClient.create(api));
    var _ =
        Acting.in(api)
            .as(
                ADA,
                () -> {
                  log.append(new AuditEntry(ADA, new Actor.Person(), Act.DATA_KEY_MADE));
                  return ADA;
                });
  }

  private String printed() {
    String text = printed.toString(StandardCharsets.UTF_8);
    printed.reset();
    return text;
  }

  private static DataSource source(LocalDatabase role) {
    return new DriverManagerDataSource(role.jdbcUrl(), role.user(), role.password());
  }
}
