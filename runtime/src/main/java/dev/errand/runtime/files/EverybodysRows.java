package dev.errand.runtime.files;

import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.Duty;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The files of all users together, which nobody reads: they are freed, removed and counted. */
final class EverybodysRows {

  /**
   * What has ended so was done for nobody and is not replayed. How it ended is known for some days,
   * and its uploads may have been kept for many more: for them they are as if they had just come.
   */
  private static final String FREE =
      """
      update stored_file set command_id = null, secret = null,
        expires_at = least(expires_at, now() + make_interval(secs => :kept))
      where id = any (array(
        select id from stored_file
        where purpose = 'upload' and command_id is not null and expires_at > now()
          and exists (select from done where done.user_id = stored_file.user_id
            and done.command_id = stored_file.command_id
            and done.status in ('rejected', 'expired', 'cancelled'))
        limit :most for update skip locked))
      """;

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
  private final Duration kept;

  /**
   * @param sql on the same database as {@code acting}
   * @param kept how long an upload that was freed is there
   */
  EverybodysRows(Acting acting, JdbcClient sql, Duration kept) {
    this.acting = acting;
    this.sql = sql;
    this.kept = kept;
  }

  /**
   * Frees uploads of commands that need them no more.
   *
   * @return how many, at most so many
   */
  int free(int most) {
    return acting.on(
        Duty.TIDY,
        () -> sql.sql(FREE).param("kept", kept.toSeconds()).param("most", most).update());
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
