package dev.errand.runtime.postgres;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The days of {@code done}: made ahead, and dropped whole when nobody can send a command of that
 * day a second time; its dead letters go with them. Any number of instances may do this at once.
 * Thread-safe.
 */
public final class DoneDays {

  /** How long a repeated command is answered with its first result. */
  private static final int DEDUPE_DAYS = 7;

  private static final int DAYS_AHEAD = 3;
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'done_'yyyyMMdd");

  /** One instance at a time. */
  private static final String LOCK =
      "select pg_try_advisory_xact_lock(hashtext('errand.done.days')) as mine";

  private static final String TODAY = "select (now() at time zone 'UTC')::date";

  private static final String CHILDREN =
      """
      select child.relname from pg_inherits
      join pg_class child on child.oid = pg_inherits.inhrelid
      join pg_class parent on parent.oid = pg_inherits.inhparent
      where parent.relname = 'done'
      """;

  /** Tables are made and dropped under a lock that everybody waits behind. */
  private static final String NOT_LONG = "set local lock_timeout = '2s'";

  private static final String BEGUN = "select exists (select from done_default where day = :day)";

  private static final String DROP_DEAD_LETTERS = "delete from dead_letter where day < :before";

  private static final String DROP_FROM_DEFAULT = "delete from done_default where day < :before";

  private final JdbcClient sql;
  private final TransactionTemplate transaction;

  public DoneDays(DataSource database) {
    sql = JdbcClient.create(database);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
  }

  /** Makes the coming days and drops the past ones. */
  public void tend() {
    transaction.executeWithoutResult(
        status -> {
          if (sql.sql(LOCK).query(Boolean.class).single()) {
            LocalDate today = sql.sql(TODAY).query(LocalDate.class).single();
            List<String> known = sql.sql(CHILDREN).query(String.class).list();
            sql.sql(NOT_LONG).update();
            for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
              make(today.plusDays(ahead), known);
            }
            drop(today.minusDays(DEDUPE_DAYS), known);
          }
        });
  }

  /** A day that has begun without its table stays in the default one. */
  private void make(LocalDate day, List<String> known) {
    if (!known.contains(NAME.format(day)) && !begun(day)) {
      sql.sql(
              "create table %s partition of done for values from ('%s') to ('%s')"
                  .formatted(NAME.format(day), day, day.plusDays(1)))
          .update();
    }
  }

  private boolean begun(LocalDate day) {
    return sql.sql(BEGUN).param("day", day).query(Boolean.class).single();
  }

  private void drop(LocalDate before, List<String> known) {
    var _ = sql.sql(DROP_FROM_DEFAULT).param("before", before).update();
    var _ = sql.sql(DROP_DEAD_LETTERS).param("before", before).update();
    known.stream()
        .filter(name -> name.matches("done_[0-9]{8}") && name.compareTo(NAME.format(before)) < 0)
        .forEach(name -> sql.sql("drop table " + name).update());
  }
}
