package dev.errand.runtime.postgres;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

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

  private static final String BEGUN = "select exists (select from done where day = :day)";

  private static final String MAKE = "select make_day(:day)";

  private static final String DROP = "select drop_days(:before)";

  /** Of days that never had a table of their own. */
  private static final String DROP_OTHERS = "delete from done where day < :before";

  private static final String DROP_DEAD_LETTERS = "delete from dead_letter where day < :before";

  private final JdbcClient sql;
  private final Acting acting;

  public DoneDays(DataSource database) {
    sql = JdbcClient.create(database);
    acting = Acting.in(database);
  }

  /** Makes the coming days and drops the past ones. */
  public void tend() {
    var _ = acting.on(Duty.JOURNAL, this::tendUnlessAnotherDoes);
  }

  private boolean tendUnlessAnotherDoes() {
    boolean mine = sql.sql(LOCK).query(Boolean.class).single();
    if (mine) {
      LocalDate today = sql.sql(TODAY).query(LocalDate.class).single();
      List<String> known = sql.sql(CHILDREN).query(String.class).list();
      sql.sql(NOT_LONG).update();
      for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
        make(today.plusDays(ahead), known);
      }
      drop(today.minusDays(DEDUPE_DAYS));
    }
    return mine;
  }

  /** A day that has begun without its table stays in the default one. */
  private void make(LocalDate day, List<String> known) {
    if (!known.contains(NAME.format(day)) && !begun(day)) {
      call(MAKE, "day", day);
    }
  }

  private boolean begun(LocalDate day) {
    return sql.sql(BEGUN).param("day", day).query(Boolean.class).single();
  }

  private void drop(LocalDate before) {
    call(DROP, "before", before);
    var _ = sql.sql(DROP_OTHERS).param("before", before).update();
    var _ = sql.sql(DROP_DEAD_LETTERS).param("before", before).update();
  }

  /** The tables are their owner's, so a function of the owner's does it. */
  private void call(String function, String parameter, LocalDate day) {
    var _ = sql.sql(function).param(parameter, day).query((row, n) -> day).list();
  }
}
