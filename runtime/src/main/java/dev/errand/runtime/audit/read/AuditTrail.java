package dev.errand.runtime.audit.read;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.runtime.postgres.Acting;
import dev.errand.schemas.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was done in a person's name, for that person. Thread-safe. */
public final class AuditTrail {

  /** So many lines at the most are read at once. */
  public static final int MOST = 200;

  /** Before this one come all lines. */
  public static final long NEWEST = Long.MAX_VALUE;

  private static final String OF_USER =
      """
      select seq, at, app, actor, act, provider, connection, version_before, version, command_id,
        operation, step, detail
      from audit where user_id = :user and seq < :before order by seq desc limit :most
      """;

  private final JdbcClient sql;
  private final Acting acting;

  public AuditTrail(JdbcClient sql, Acting acting) {
    this.sql = sql;
    this.acting = acting;
  }

  /**
   * The user's lines, newest first.
   *
   * @param before only those with a smaller number; {@link #NEWEST} to begin
   * @param limit from 1 to {@link #MOST}
   */
  public List<Line> of(UserId user, long before, int limit) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("From 1 to " + MOST + " lines");
    }
    return acting.as(
        user,
        () ->
            sql.sql(OF_USER)
                .param("user", user.value())
                .param("before", before)
                .param("most", limit)
                .query((row, _) -> Line.of(row))
                .list());
  }

  /**
   * One thing that was done.
   *
   * @param seq counts the user's lines from 1, without a gap
   * @param app the database's role of the app that did it, as {@code errand_worker}
   * @param actor the {@code wireName} of an {@link dev.errand.runtime.audit.Actor}
   * @param act the {@code wireName} of an {@link dev.errand.runtime.audit.Act}
   * @param versionBefore of the connection, before it
   * @param version of the connection, after it, or that was used
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      long seq,
      Instant at,
      String app,
      String actor,
      String act,
      @Nullable String provider,
      @Nullable String connection,
      @Nullable Long versionBefore,
      @Nullable Long version,
      @Nullable String command,
      @Nullable String operation,
      @Nullable String step,
      @Nullable String detail) {

    static Line of(ResultSet row) throws SQLException {
      return new Line(
          row.getLong("seq"),
          row.getObject("at", OffsetDateTime.class).toInstant(),
          row.getString("app"),
          row.getString("actor"),
          row.getString("act"),
          row.getString("provider"),
          row.getString("connection"),
          row.getObject("version_before", Long.class),
          row.getObject("version", Long.class),
          row.getString("command_id"),
          row.getString("operation"),
          row.getString("step"),
          row.getString("detail"));
    }
  }
}
