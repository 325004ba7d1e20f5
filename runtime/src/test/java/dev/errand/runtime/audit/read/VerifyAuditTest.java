package dev.errand.runtime.audit.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.runtime.audit.Act;
import dev.errand.runtime.audit.Actor;
import dev.errand.runtime.audit.AuditEntry;
import dev.errand.runtime.audit.AuditEntry.ForCommand;
import dev.errand.runtime.audit.AuditEntry.OnConnection;
import dev.errand.runtime.audit.AuditLog;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.Duty;
import dev.errand.runtime.postgres.TestDatabase;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is written down is there for good, or it is found out that it is not. */
class VerifyAuditTest {

  private static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final HikariDataSource API = DATABASE.as("errand_api");
  private static final HikariDataSource WORKER = DATABASE.as("errand_worker");
  private static final HikariDataSource AUDITOR = DATABASE.as("errand_auditor");

  private final UserId user = new UserId("user-" + UUID.randomUUID());
  private final VerifyAudit verify = new VerifyAudit(AUDITOR);

  @AfterAll
  static void close() {
    API.close();
    WORKER.close();
    AUDITOR.close();
  }

  @Test
  void whatNobodyTouchedHoldsTogether() {
    fourRows();
    assertThat(broken()).isEmpty();
    assertThat(trail())
        .extracting(AuditTrail.Line::act)
        .containsExactly("effect_begun", "refreshed", "connected", "consent_failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at = at - interval '1 microsecond'",
        "app = 'errand_api2'",
        "actor = 'errand'",
        "act = 'refreshed'",
        "provider = 'microsoft'",
        "provider = null",
        "connection = 'another'",
        "version_before = 7",
        "version = version + 1",
        "command_id = 'c1'",
        "operation = 'note.create'",
        "step = ''",
        "detail = 'a-word'",
        "hash = sha256('')"
      })
  void aChangedRowIsFound(String change) {
    fourRows();
    tamper("update audit set " + change + " where user_id = ':u' and seq = 2");
    assertThat(broken()).contains(new Broken.Changed(user.value(), 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          delete from audit where user_id = ':u' and seq = 1             | 1 | 1
          delete from audit where user_id = ':u' and seq in (2, 3)       | 2 | 3
          delete from audit where user_id = ':u' and seq = 4             | 4 | 4
          delete from audit where user_id = ':u'                         | 1 | 4
          """)
  void missingRowsAreFound(String removal, long from, long to) {
    fourRows();
    tamper(removal);
    assertThat(broken()).containsExactly(new Broken.Missing(user.value(), from, to));
  }

  @Test
  void rowsThatChangedPlacesAreFound() {
    fourRows();
    tamper(
        """
        update audit as one set at = other.at, actor = other.actor, act = other.act,
          provider = other.provider, connection = other.connection,
          version_before = other.version_before, version = other.version, detail = other.detail,
          hash = other.hash
        from audit as other
        where one.user_id = ':u' and other.user_id = ':u' and (one.seq, other.seq) in ((2, 3), (3, 2))
        """);
    assertThat(broken())
        .contains(new Broken.Changed(user.value(), 2), new Broken.Changed(user.value(), 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          delete from audit_head where user_id = ':u'                                  | 4
          update audit_head set hash = sha256('') where user_id = ':u'                 | 4
          update audit_head set seq = 3 where user_id = ':u'                           | 4
          delete from audit where user_id = ':u' and seq = 4; update audit_head set seq = 3 where user_id = ':u' | 3
          """)
  void anEndThatIsNotTheLastIsFound(String change, long row) {
    fourRows();
    tamper(change);
    assertThat(broken()).containsExactly(new Broken.OtherEnd(user.value(), row));
  }

  @Test
  void aRowOfSomebodyElseIsFound() {
    fourRows();
    tamper("update audit set user_id = ':u-2' where user_id = ':u' and seq = 4");
    assertThat(broken()).containsExactly(new Broken.Missing(user.value(), 4, 4));
    assertThat(broken(user + "-2"))
        .containsExactly(
            new Broken.Missing(user + "-2", 1, 3), new Broken.OtherEnd(user + "-2", 4));
  }

  /** Against whoever can write everything only a digest helps that was noted elsewhere. */
  @Test
  void aForgedChainHasAnotherDigest() {
    fourRows();
    Instant until = Instant.now().plusSeconds(1);
    String digest = verify.verify(until, _ -> {}).digest();
    assertThat(verify.verify(until, _ -> {}).digest()).isEqualTo(digest);
    tamper("delete from audit where user_id = ':u'; delete from audit_head where user_id = ':u'");
    as(user, new AuditEntry(user, new Actor.Person(), Act.CONNECTED));
    assertThat(broken()).isEmpty();
    assertThat(verify.verify(until, _ -> {}).digest()).isNotEqualTo(digest);
  }

  @Test
  void whatComesLaterDoesNotChangeADigest() {
    fourRows();
    Instant until = trail().getFirst().at();
    String digest = verify.verify(until, _ -> {}).digest();
    as(user, new AuditEntry(user, new Actor.Person(), Act.DATA_KEY_DESTROYED));
    assertThat(verify.verify(until, _ -> {}).digest()).isEqualTo(digest);
  }

  /** However many rows there are, nobody waits for a sort of them, and nothing has to hold them. */
  @Test
  void rowsAreReadInTheOrderOfTheirIndex() {
    JdbcClient sql = JdbcClient.create(AUDITOR);
    assertThat(
            Acting.in(AUDITOR)
                .on(
                    Duty.AUDIT,
                    () -> {
                      var _ = sql.sql(VerifyAudit.IN_ORDER).query().listOfRows();
                      return sql.sql("explain " + VerifyAudit.ALL).query(String.class).list();
                    }))
        .noneMatch(line -> line.contains("Sort") || line.contains("Hash"));
  }

  @Test
  void whatIsRolledBackWasNeverWrittenDown() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Acting.in(API)
                    .as(
                        user,
                        () -> {
                          new AuditLog(JdbcClient.create(API)).append(failed());
                          throw new IllegalStateException("in the middle");
                        }));
    assertThat(trail()).isEmpty();
    as(user, failed());
    assertThat(trail()).extracting(AuditTrail.Line::seq).containsExactly(1L);
  }

  @Test
  void nothingIsWrittenDownOutsideOfATransaction() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new AuditLog(JdbcClient.create(API)).append(failed()));
  }

  @Test
  void whoActsForOneWritesNothingOfAnother() {
    assertThatExceptionOfType(DataAccessException.class)
        .isThrownBy(() -> as(new UserId("mallory"), failed()))
        .withStackTraceContaining("acts for somebody else");
    assertThat(trail()).isEmpty();
  }

  @Test
  void everybodySeesTheirOwnOnly() {
    fourRows();
    UserId mallory = new UserId("mallory-" + UUID.randomUUID());
    JdbcClient sql = JdbcClient.create(API);
    assertThat(new AuditTrail(sql, Acting.in(API)).of(mallory, AuditTrail.NEWEST, 200)).isEmpty();
    assertThat(
            Acting.in(API).as(mallory, () -> sql.sql("select * from audit").query().listOfRows()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit set act = 'connected'",
        "delete from audit",
        "truncate audit",
        "insert into audit (user_id, seq, at, app, actor, act, hash) values ('x', 1, now(), '', '',"
            + " '', '')",
        "update audit_head set seq = 0",
        "delete from audit_head",
        "insert into audit_head (user_id, seq, at, entry, hash) values ('x', 1, now(), '', '')"
      })
  void noAppChangesIt(String change) {
    for (HikariDataSource app : List.of(API, WORKER, AUDITOR)) {
      assertThatExceptionOfType(DataAccessException.class)
          .isThrownBy(
              () ->
                  Acting.in(app)
                      .on(Duty.JOURNAL, () -> JdbcClient.create(app).sql(change).update()))
          .withStackTraceContaining("permission denied");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit set act = 'connected'",
        "delete from audit",
        "truncate audit",
        "delete from audit_head"
      })
  void itsOwnerDoesNotChangeItByMistake(String change) {
    assertThatExceptionOfType(DataAccessException.class)
        .isThrownBy(() -> DATABASE.sql().sql(change).update())
        .withStackTraceContaining("is not taken back");
  }

  /** Two workers write for the same people in transactions for many, and the API for one. */
  @Test
  void manyWritersForTheSamePeopleNeitherShutEachOtherOutNorBreakAChain() throws Exception {
    long seed = new Random().nextLong();
    List<UserId> people = IntStream.range(0, 20).mapToObj(n -> new UserId(user + "-" + n)).toList();
    int writers = 6;
    int each = 40;
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        Random random = new Random(seed + writer);
        all.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < each; n++) {
                    List<AuditEntry> many =
                        random
                            .ints(15, 0, people.size())
                            .mapToObj(i -> effect(people.get(i)))
                            .toList();
                    append(WORKER, many);
                    as(people.get(n % people.size()), failed(people.get(n % people.size())));
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get(); // a deadlock is an exception here
      }
    }
    assertThat(people.stream().flatMap(one -> broken(one.value()).stream()))
        .as("seed " + seed)
        .isEmpty();
    assertThat(
            DATABASE
                .sql()
                .sql("select count(*) from audit where user_id like ?")
                .param(user + "-%")
                .query(Integer.class)
                .single())
        .isEqualTo(writers * each * 16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "line\nbreak", "line\rbreak", "\u001b[2J", "", "\u00e9"})
  void whatIsNoWordIsNotWrittenDown(String detail) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new AuditEntry(user, new Actor.Errand(), Act.REFRESHED, null, null, detail));
  }

  private void fourRows() {
    as(user, failed());
    as(
        user,
        new AuditEntry(user, new Actor.Person(), Act.CONNECTED, connection(null, 1L), null, null));
    as(
        user,
        new AuditEntry(user, new Actor.Errand(), Act.REFRESHED, connection(1L, 2L), null, null));
    append(WORKER, List.of(effect(user)));
  }

  private static OnConnection connection(@Nullable Long before, Long now) {
    return new OnConnection(Provider.NOTION, "connection-1", before, now);
  }

  private AuditEntry failed() {
    return failed(user);
  }

  private static AuditEntry failed(UserId user) {
    return new AuditEntry(
        user,
        new Actor.Person(),
        Act.CONSENT_FAILED,
        new OnConnection(Provider.NOTION, null, null, null),
        null,
        "denied_by_the_person");
  }

  private static AuditEntry effect(UserId user) {
    return new AuditEntry(
        user,
        new Actor.Command(),
        Act.EFFECT_BEGUN,
        connection(null, 2L),
        new ForCommand(new CommandId("c1"), new OperationName("note.append"), "append-1"),
        null);
  }

  private static void as(UserId whom, AuditEntry entry) {
    var _ =
        Acting.in(API)
            .as(
                whom,
                () -> {
                  new AuditLog(JdbcClient.create(API)).append(entry);
                  return entry;
                });
  }

  private static void append(HikariDataSource app, List<AuditEntry> entries) {
    var _ =
        Acting.in(app)
            .on(
                Duty.JOURNAL,
                () -> {
                  new AuditLog(JdbcClient.create(app)).append(entries);
                  return entries;
                });
  }

  private List<AuditTrail.Line> trail() {
    return new AuditTrail(JdbcClient.create(API), Acting.in(API)).of(user, AuditTrail.NEWEST, 200);
  }

  /** As a superuser who has switched the triggers off. */
  private void tamper(String change) {
    var _ =
        DATABASE
            .sql()
            .sql("set session_replication_role = replica; " + change.replace(":u", user.value()))
            .update();
  }

  private List<Broken> broken() {
    return broken(user.value());
  }

  private List<Broken> broken(String whose) {
    List<Broken> found = new ArrayList<>();
    var _ =
        verify.verify(
            null,
            broken -> {
              if (user(broken).equals(whose)) {
                found.add(broken);
              }
            });
    return found;
  }

  private static String user(Broken broken) {
    return switch (broken) {
      case Broken.Changed(String whose, long _) -> whose;
      case Broken.Missing(String whose, long _, long _) -> whose;
      case Broken.OtherEnd(String whose, long _) -> whose;
    };
  }
}
