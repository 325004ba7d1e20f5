package dev.errand.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.runtime.postgres.WaitingCommands.Waiting;
import dev.errand.schemas.UserId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** However many wait, no more is read of what they hold than of those that are told. */
class WaitingCommandsTest {

  private static final int MANY = 2_000;
  private static final int MOST = 30;

  private static final UserId ADA = new UserId("ada");
  private static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final HikariDataSource API = DATABASE.as("errand_api");

  @BeforeAll
  static void manyWait() {
    waiting("pending", "topic, part, off", "'many', 0, n", "n * interval '2 s'");
    waiting(
        "postponed",
        "topic, due",
        "'many', now() + interval '1 day'",
        "n * interval '2 s' - interval '1 s'");
    owner(
        """
        insert into acceptance (user_id, command_id, operation, fingerprint, accepted_at,
          published_at)
        select '%s', 'acceptance-' || n, 'note.create', '', now() - n * interval '1 day', now()
        from generate_series(1, %d) as n
        """
            .formatted(ADA, MANY));
    owner("analyze pending, postponed, acceptance");
  }

  /** Each is a little older than the one before. */
  private static void waiting(String table, String columns, String values, String age) {
    owner(
        """
        insert into %1$s (%2$s, user_id, command_id, priority, payload, accepted_at)
        select %3$s, '%5$s', '%1$s-' || n, 1,
          convert_to('{"operation":"note.append","data":"' || repeat(md5(n::text), 100) || '"}',
            'UTF8'),
          now() - (%4$s)
        from generate_series(1, %6$d) as n
        """
            .formatted(table, columns, values, age, ADA, MANY));
  }

  private static void owner(String statement) {
    var _ = DATABASE.sql().sql(statement).update();
  }

  @AfterAll
  static void close() {
    API.close();
  }

  @Test
  void theNewestAreToldWhereverTheyWait() {
    assertThat(new WaitingCommands(Acting.in(API), JdbcClient.create(API)).of(ADA, 4))
        .extracting(Waiting::id, Waiting::operation)
        .map(told -> told.toList().getFirst() + " " + told.toList().getLast())
        .containsExactly(
            "postponed-1 note.append",
            "pending-1 note.append",
            "postponed-2 note.append",
            "pending-2 note.append");
  }

  @Test
  void nothingIsReadOfWhatIsNotTold() {
    List<JsonNode> reading =
        nodes(plan().path(0).path("Plan"))
            .filter(node -> node.path("Output").toString().contains("SUBSTRING("))
            .toList();
    assertThat(reading)
        .isNotEmpty()
        .allSatisfy(
            node ->
                assertThat(
                        node.path("Actual Rows").asDouble() * node.path("Actual Loops").asDouble())
                    .as("%s", node)
                    .isLessThanOrEqualTo(MOST));
  }

  private static JsonNode plan() {
    String waiting =
        WaitingCommands.WAITING
            .replace(":user", "'" + ADA + "'")
            .replace(":beginning", "128")
            .replace(":most", String.valueOf(MOST));
    return JsonMapper.shared()
        .readTree(
            Acting.in(API)
                .as(
                    ADA,
                    () ->
                        JdbcClient.create(API)
                            .sql("explain (analyze, verbose, format json) " + waiting)
                            .query(String.class)
                            .single()));
  }

  private static Stream<JsonNode> nodes(JsonNode node) {
    return Stream.concat(
        Stream.of(node), node.path("Plans").valueStream().flatMap(WaitingCommandsTest::nodes));
  }
}
