package dev.errand.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

  @Test
  void whatWasCommittedIsThereAfterAKillAndAfterAStop(@TempDir Path directory) throws Exception {
    try (LocalPostgres postgres = new LocalPostgres(directory, 0).start()) {
      LocalDatabase database = postgres.freshDatabase();
      execute(database, "CREATE TABLE fact (word text)");
      execute(database, "INSERT INTO fact VALUES ('kept')");

      postgres.kill();
      assertThat(postgres.process().running()).isEmpty();
      postgres.start();
      assertThat(count(database)).isEqualTo(1);

      postgres.stop();
      assertThat(postgres.process().running()).isEmpty();
      new LocalPostgres(directory, postgres.port()).start();
      assertThat(count(database)).isEqualTo(1);
    }
  }

  @Test
  void confirmsOnlyWhatIsOnDisk() throws Exception {
    LocalDatabase database = LocalPostgres.shared().freshDatabase();
    assertThat(setting(database, "fsync")).isEqualTo("on");
    assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
    assertThat(setting(database, "server_version")).startsWith("18.");
  }

  @Test
  void eachFreshDatabaseIsEmptyAndItsOwn() throws Exception {
    LocalDatabase one = LocalPostgres.shared().freshDatabase();
    LocalDatabase other = LocalPostgres.shared().freshDatabase();
    execute(one, "CREATE TABLE fact (word text)");
    execute(other, "CREATE TABLE fact (word text)");
    assertThat(count(other)).isZero();
  }

  private static void execute(LocalDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(LocalDatabase database) throws SQLException {
    return Integer.parseInt(ask(database, "SELECT count(*) FROM fact"));
  }

  private static String setting(LocalDatabase database, String name) throws SQLException {
    return ask(database, "SHOW " + name);
  }

  private static String ask(LocalDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        var answer = statement.executeQuery(sql)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static Connection connect(LocalDatabase database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}
