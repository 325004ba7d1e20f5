package dev.errand.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.runtime.index.Shelf;
import dev.errand.runtime.index.Shelves;
import dev.errand.runtime.model.ModelUsage.Sum;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.RecordedStatements;
import dev.errand.runtime.postgres.TestDatabase;
import dev.errand.schemas.UserId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ModelUsageTest {

  private static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final HikariDataSource WORKER = DATABASE.as("errand_worker");
  private static final HikariDataSource API = DATABASE.as("errand_api");

  private final RecordedStatements recorded = new RecordedStatements();
  private final ModelUsage usage = usage(recorded.overheard(WORKER));
  private final Shelf ada = connected();
  private final Shelf bob = connected();

  @AfterAll
  static void close() {
    WORKER.close();
    API.close();
  }

  private static ModelUsage usage(DataSource source) {
    return new ModelUsage(Acting.in(source), JdbcClient.create(source));
  }

  private static Shelf connected() {
    UserId user = new UserId("user-" + UUID.randomUUID());
    Shelf shelf = Shelves.make(DATABASE.sql(), user, UUID.randomUUID());
    var _ =
        DATABASE
            .sql()
            .sql("insert into data_key (user_id, wrapped) values (:user, 'wrapped')")
            .param("user", user.value())
            .update();
    return shelf;
  }

  @Test
  void whatWasUsedIsAddedUpForItsUserOnly() throws Exception {
    usage.add(ada.user(), 100, 10);
    usage.add(ada.user(), 20, 3);
    assertThat(usage.of(ada.user())).isEqualTo(new Sum(2, 120, 13));
    assertThat(usage.of(bob.user())).isEqualTo(new Sum(0, 0, 0));
    assertThat(usage(API).days(ada.user()))
        .containsExactly(new ModelUsage.Day(LocalDate.now(ZoneOffset.UTC), 2, 120, 13));
    assertThat(usage(API).days(bob.user())).isEmpty();
    usage.days(ada.user());
    assertThat(recorded.missing(ModelUsage.class)).isEmpty();
    recorded.assertShutOff(WORKER);
  }

  /** As the API does it: the connections end, and the key is destroyed. */
  @Test
  void itGoesWithTheAccountAndDoesNotComeBack() {
    usage.add(ada.user(), 100, 10);
    usage.add(bob.user(), 100, 10);
    JdbcClient api = JdbcClient.create(API);
    var _ =
        Acting.in(API)
            .as(
                ada.user(),
                () -> {
                  Shelves.disconnect(api, ada);
                  return api.sql("delete from data_key").update();
                });
    assertThat(rows(ada)).isZero();
    assertThat(rows(bob)).isEqualTo(1);
    usage.add(ada.user(), 100, 10);
    assertThat(rows(ada)).as("an answer that was under way").isZero();
  }

  private static long rows(Shelf shelf) {
    return DATABASE
        .sql()
        .sql("select count(*) from model_usage where user_id = :user")
        .param("user", shelf.user().value())
        .query(Long.class)
        .single();
  }
}
