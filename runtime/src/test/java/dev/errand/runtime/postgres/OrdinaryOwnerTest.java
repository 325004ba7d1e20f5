package dev.errand.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalPostgres;
import dev.errand.local.TestDirectory;
import dev.errand.schemas.UserId;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * In production the tables belong to an ordinary role, which makes the apps' roles or finds them
 * made. On servers of its own, since a role is the same in all databases of one.
 */
class OrdinaryOwnerTest {

  private static final List<String> APPS =
      List.of("errand_api", "errand_worker", "errand_refresher", "errand_keys", "errand_auditor");

  @ParameterizedTest
  @ValueSource(strings = {"createrole", "nocreaterole"})
  void itsTablesShutOneUserOffFromAnotherAndFromItself(String may) {
    try (LocalPostgres server = server()) {
      JdbcClient superuser = sql(server.address("postgres"));
      run(superuser, "create role owner login nosuperuser nobypassrls " + may);
      run(superuser, "create database errand owner owner");
      if (may.equals("nocreaterole")) {
        APPS.forEach(app -> run(superuser, "create role " + app));
      }
      TestDatabase database = new TestDatabase(server.address("errand").as("owner"));
      var _ = Flyway.configure().dataSource(source(database.address())).load().migrate();
      APPS.forEach(
          app ->
              run(
                  may.equals("createrole") ? database.sql() : superuser,
                  "alter role " + app + " login"));

      theComingDaysAreMade(database);
      assertThat(APPS).allSatisfy(app -> assertThat(gaps(database, app)).isEmpty());
      assertThat(gaps(database, "owner")).anyMatch(gap -> gap.startsWith("the role owner owns"));
      theOwnerSeesNobodysRows(database);
    }
  }

  private static LocalPostgres server() {
    return new LocalPostgres(TestDirectory.create("ordinary-owner", () -> {}), 0).start();
  }

  /** What runs as the owner, for a worker. */
  private static void theComingDaysAreMade(TestDatabase database) {
    try (HikariDataSource worker = database.as("errand_worker")) {
      new DoneDays(worker).tend();
    }
    assertThat(
            database
                .sql()
                .sql("select count(*) from pg_inherits where inhparent = 'done'::regclass")
                .query(Long.class)
                .single())
        .isEqualTo(1 + 4);
  }

  private static List<String> gaps(TestDatabase database, String role) {
    try (HikariDataSource app = database.as(role)) {
      return new CheckIsolation(JdbcClient.create(app)).gaps();
    }
  }

  private static void theOwnerSeesNobodysRows(TestDatabase database) {
    UserId ada = new UserId("ada");
    String keys = "select count(*) from data_key";
    try (HikariDataSource api = database.as("errand_api");
        HikariDataSource owner = database.as("owner")) {
      JdbcClient apis = JdbcClient.create(api);
      String insert = "insert into data_key (user_id, wrapped) values ('ada', 'wrapped')";
      assertThat(Acting.in(api).as(ada, () -> apis.sql(insert).update())).isEqualTo(1);
      assertThat(Acting.in(api).as(ada, () -> count(apis, keys))).isEqualTo(1);
      assertThat(count(JdbcClient.create(owner), keys)).isZero();
      assertThat(Acting.in(owner).as(ada, () -> count(JdbcClient.create(owner), keys))).isZero();
    }
  }

  private static long count(JdbcClient sql, String question) {
    return sql.sql(question).query(Long.class).single();
  }

  private static void run(JdbcClient sql, String statement) {
    var _ = sql.sql(statement).update();
  }

  private static JdbcClient sql(LocalDatabase address) {
    return JdbcClient.create(source(address));
  }

  private static DriverManagerDataSource source(LocalDatabase address) {
    return new DriverManagerDataSource(address.jdbcUrl(), address.user(), address.password());
  }
}
