package dev.errand.runtime.postgres;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which commands of a user have not ended: postponed, in order or running, or accepted over HTTP
 * and on their way to a worker. What workers ask of themselves is none. Thread-safe.
 */
public final class WaitingCommands {

  /**
   * One look sees each of them in one place. A person may have millions, of which the newest are
   * told: only of these, once it is known which they are, the beginning is read.
   */
  static final String WAITING =
      """
      select command_id, operation, accepted_at, due,
        coalesce(
          (select substring(payload from 1 for :beginning) from postponed
            where postponed.user_id = :user and postponed.command_id = newest.command_id),
          (select substring(payload from 1 for :beginning) from pending
            where pending.user_id = :user and pending.command_id = newest.command_id)) as beginning
      from (
        (select command_id, null as operation, accepted_at, due
          from postponed where user_id = :user
          order by accepted_at desc, command_id limit :most)
        union all
        (select command_id, null, accepted_at, null
          from pending where user_id = :user
          order by accepted_at desc, command_id limit :most)
        union all
        (select command_id, operation, accepted_at, null
          from acceptance where user_id = :user and published_at is not null
            and accepted_at > now() - interval '7 days'
            and not exists (select from postponed
              where postponed.user_id = :user and postponed.command_id = acceptance.command_id)
            and not exists (select from pending
              where pending.user_id = :user and pending.command_id = acceptance.command_id)
            and not exists (select from done
              where done.user_id = :user and done.command_id = acceptance.command_id)
          order by accepted_at desc, command_id limit :most)
        order by accepted_at desc, command_id limit :most
      ) as newest
      order by accepted_at desc, command_id
      """;

  private final Acting acting;
  private final JdbcClient sql;

  /**
   * Of one database.
   *
   * @param sql on the same database as {@code acting}
   */
  public WaitingCommands(Acting acting, JdbcClient sql) {
    this.acting = acting;
    this.sql = sql;
  }

  /**
   * One of them; not what is in it.
   *
   * @param due when its time comes; absent unless it is postponed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Waiting(String id, String operation, Instant acceptedAt, @Nullable Instant due) {}

  /** Some, those that were accepted last first. */
  public List<Waiting> of(UserId user, int most) {
    return acting
        .as(
            user,
            () ->
                sql.sql(WAITING)
                    .param("user", user.value())
                    .param("beginning", StoredCommand.BEGINNING)
                    .param("most", most)
                    .query((row, n) -> waiting(row))
                    .list())
        .stream()
        .filter(waiting -> !OperationCatalog.isFollowUp(new OperationName(waiting.operation())))
        .toList();
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    String operation = row.getString("operation");
    return new Waiting(
        row.getString("command_id"),
        operation == null ? StoredCommand.operation(row.getBytes("beginning")) : operation,
        Columns.time(row, "accepted_at"),
        row.getObject("due") == null ? null : Columns.time(row, "due"));
  }
}
