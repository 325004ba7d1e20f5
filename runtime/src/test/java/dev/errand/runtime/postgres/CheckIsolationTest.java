package dev.errand.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an app finds in the catalogue before it starts. */
class CheckIsolationTest {

  private final TestDatabase database = TestDatabase.migrated();
  private final JdbcClient owner = database.sql();

  private List<String> gaps(String role) {
    try (HikariDataSource app = database.as(role)) {
      return new CheckIsolation(JdbcClient.create(app)).gaps();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"errand_api", "errand_worker", "errand_refresher"})
  void theTablesShutOneUserOffFromAnother(String role) {
    assertThat(gaps(role)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          create table noted (user_id text)                                          | the table noted has no forced row-level security
          alter table connection no force row level security                         | the table connection has no forced row-level security
          alter table done_default disable row level security                        | the table done_default has no forced row-level security
          drop policy own on connection; drop policy to_tell_changes on connection; drop policy to_refresh on connection | the table connection can be read without any policy for errand_worker
          create view mine as select * from connection                               | the view mine shows what its owner may see
          create materialized view kept as select * from connection                  | the view kept shows what its owner may see
          create function peep() returns bigint language sql security definer as 'select 1::bigint' | the function peep runs as its owner without a search_path that ends with pg_temp
          create function peep() returns bigint language sql security definer set search_path = public as 'select 1::bigint' | the function peep runs as its owner without a search_path that ends with pg_temp
          """)
  void aGapIsFound(String opened, String told) {
    var _ = owner.sql(opened).update();
    assertThat(gaps("errand_worker")).contains(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          create role %2$s bypassrls; grant %2$s to %1$s                                | the role %1$s can become %2$s, who is a superuser or bypasses row-level security
          create role %2$s superuser; grant %2$s to %1$s with inherit false             | the role %1$s can become %2$s, who is a superuser or bypasses row-level security
          create role %2$s; grant pg_execute_server_program to %2$s; grant %2$s to %1$s | the role %1$s can become pg_execute_server_program, who reaches the files of the server
          create role %2$s; alter table data_key owner to %2$s; grant %2$s to %1$s      | the role %1$s owns data_key
          """)
  void soIsARoleThatAnAppCanBecome(String made, String told) {
    String app = "app_" + database.name();
    String other = "other_" + database.name();
    var _ = owner.sql("create role %s login in role errand_worker".formatted(app)).update();
    assertThat(gaps(app)).isEmpty();

    var _ = owner.sql(made.formatted(app, other)).update();
    assertThat(gaps(app)).containsExactly(told.formatted(app, other));
  }

  @Test
  void anAppThatLogsInAsMoreThanItWorksAsIsNoneOfIts() {
    try (HikariDataSource source = database.as(database.address().user())) {
      source.setMaximumPoolSize(1);
      JdbcClient sql = JdbcClient.create(source);
      var _ = sql.sql("set role errand_worker").update();
      assertThat(new CheckIsolation(sql).gaps()).anyMatch(gap -> gap.contains("superuser"));
    }
  }

  @Test
  void aViewOfTheCallersOwnRightsIsNoGap() {
    var _ =
        owner
            .sql("create view mine with (security_invoker = true) as select * from connection")
            .update();
    assertThat(gaps("errand_worker")).isEmpty();
  }

  @Test
  void anAppThatPoliciesDoNotBindDoesNotStart() {
    assertThatIllegalStateException()
        .isThrownBy(() -> CheckedDatabase.check(owner, Duration.ofSeconds(1)))
        .withMessageContaining("superuser")
        .withMessageContaining("owns");
  }

  @Test
  void anAppDoesNotStartOnTablesThatAreOlderThanItself() {
    var _ =
        owner
            .sql("delete from flyway_schema_history where version = :newest")
            .param("newest", Integer.toString(SchemaVersion.built()))
            .update();
    try (HikariDataSource app = database.as("errand_worker")) {
      JdbcClient sql = JdbcClient.create(app);
      assertThatIllegalStateException()
          .isThrownBy(() -> CheckedDatabase.check(sql, Duration.ZERO))
          .withMessageContaining("migrate");
    }
  }

  /** What was said for one transaction must not be there in the next one on that connection. */
  @Test
  void aConnectionComesBackWithoutAnybodysName() {
    try (HikariDataSource app = database.as("errand_api")) {
      app.setMaximumPoolSize(1);
      Acting acting = Acting.in(app);
      JdbcClient sql = JdbcClient.create(app);
      for (int round = 0; round < 1_000; round++) {
        UserId user = new UserId("user-" + round);
        if (round % 3 == 0) {
          assertThatIllegalStateException()
              .isThrownBy(
                  () ->
                      acting.as(
                          user,
                          () -> {
                            throw new IllegalStateException("in the middle");
                          }));
        } else {
          assertThat(acting.as(user, () -> acting(sql))).isEqualTo(user.value());
        }
        assertThat(acting(sql)).isEqualTo("nobody");
      }
    }
  }

  @Test
  void aTransactionActsForOneUserOnly() {
    try (HikariDataSource app = database.as("errand_api")) {
      Acting acting = Acting.in(app);
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  acting.as(
                      new UserId("ada"), () -> acting.as(new UserId("bob"), () -> "not reached")));
    }
  }

  private static String acting(JdbcClient sql) {
    return sql.sql("select coalesce(acting_user(), acting_duty(), brought_state(), 'nobody')")
        .query(String.class)
        .single();
  }
}
