package dev.errand.runtime.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.errand.connections.LocalKeyWrapper;
import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalPostgres;
import dev.errand.runtime.postgres.Duty;
import dev.errand.schemas.UserId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What an operator sees of a rotation, as the database's role that may do it and nothing else. */
class KeysCommandTest {

  @TempDir Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final LocalDatabase database = LocalPostgres.shared().freshDatabase();
  private final DataSource role = source(database.as("errand_keys"));
  private final JdbcClient sql = JdbcClient.create(role);
  private final Store store = new Store(new JdbcTransactionManager(role), sql);

  @Test
  void aRotationIsWrappedAnewAndSeen() {
    var _ = Flyway.configure().dataSource(source(database)).load().migrate();
    LocalKeyWrapper keys = LocalKeyWrapper.open(directory.resolve("keyset"));
    for (String user : new String[] {"ada", "bob"}) {
      JdbcClient.create(source(database))
          .sql("insert into data_key (user_id, wrapped) values (?, ?)")
          .params(user, keys.wrap(new UserId(user), new byte[32]).text())
          .update();
    }
    KeysCommand command =
        new KeysCommand(
            keys,
            new PostgresAllDataKeys(sql, store),
            new PrintStream(printed, true, StandardCharsets.UTF_8));

    assertThat(after(command, "status")).contains("2 data keys, the newest version");
    assertThat(after(command, "rotate")).contains("wraps from now on", "keys rewrap");
    assertThat(after(command, "status")).contains("2 data keys\n", "Next: keys rewrap");
    assertThat(after(command, "rewrap")).contains("Done. 2 data keys seen, 2 wrapped anew");
    assertThat(after(command, "status")).contains("Everything is under version");
    assertThatIllegalArgumentException().isThrownBy(() -> command.obey("destroy"));
  }

  @Test
  void itsRoleSeesNoToken() {
    var _ = Flyway.configure().dataSource(source(database)).load().migrate();
    for (String forbidden :
        new String[] {
          "select * from connection", "delete from data_key", "select * from consent_flow"
        }) {
      assertThatExceptionOfType(DataAccessException.class)
          .isThrownBy(() -> store.on(Duty.REWRAP, () -> sql.sql(forbidden).update()))
          .withStackTraceContaining("permission denied");
    }
  }

  private String after(KeysCommand command, String what) {
    printed.reset();
    command.obey(what);
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static DataSource source(LocalDatabase role) {
    return new DriverManagerDataSource(role.jdbcUrl(), role.user(), role.password());
  }
}
