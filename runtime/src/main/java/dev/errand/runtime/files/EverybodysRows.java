package dev.errand.runtime.files;

import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.Duty;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The files of all users together, which nobody reads: they are removed and counted. */
final class EverybodysRows {

  /** The array is made once: of a join somebody might look for more rows as these are deleted. */
  private static final String TIDY =
      """
      delete from stored_file where id = any (array(
        select id from stored_file where expires_at < now() order by expires_at limit :most
        for update skip locked))
      """;

  /** Half-made ones with what was announced, and what has ended for as long as it lies there. */
  private static final String COUNT =
      """
      select count(*) as files, sum(size) as bytes from stored_file having count(*) > 0
      """;

  private static final String TELL =
      """
      update file_total set files = :files, bytes = :bytes, counted_at = now()
      """;

  private final Acting acting;
  private final JdbcClient sql;

  /**
   * @param sql on the same database as {@code acting}
   */
  EverybodysRows(Acting acting, JdbcClient sql) {
    this.acting = acting;
    this.sql = sql;
  }

  /**
   * Removes what has expired, half-made files too.
   *
   * @return how many, at most so many
   */
  int tidy(int most) {
    return acting.on(Duty.TIDY, () -> sql.sql(TIDY).param("most", most).update());
  }

  /** Counts them, and tells it whoever brings a file. */
  FileTotal count() {
    return acting.on(
        Duty.TIDY,
        () -> {
          FileTotal total =
              sql.sql(COUNT)
                  .query((row, _) -> new FileTotal(row.getLong("files"), row.getLong("bytes")))
                  .optional()
                  .orElse(FileTotal.NOTHING);
          var _ =
              sql.sql(TELL).param("files", total.files()).param("bytes", total.bytes()).update();
          return total;
        });
  }
}
