package dev.errand.runtime.model;

import dev.errand.runtime.postgres.Acting;
import dev.errand.schemas.UserId;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What models used for each user, by day, until their account is erased. Nothing is noted of whom
 * has no connection: an answer that comes after the erasure. Thread-safe.
 */
public final class ModelUsage {

  private static final String ADD =
      """
      insert into model_usage as known (user_id, day, answers, tokens_in, tokens_out)
      select :user, (now() at time zone 'UTC')::date, 1, cast(:in as bigint), cast(:out as bigint)
      where exists (
        select from connection where user_id = :user and state <> 'disconnected' for share)
      on conflict (user_id, day) do update
        set answers = known.answers + 1, tokens_in = known.tokens_in + excluded.tokens_in,
          tokens_out = known.tokens_out + excluded.tokens_out
      """;

  private static final String DAYS =
      """
      select day, answers, tokens_in, tokens_out from model_usage where user_id = :user
      order by day
      """;

  private final Acting acting;
  private final JdbcClient sql;

  /**
   * @param sql on the same database as {@code acting}
   */
  public ModelUsage(Acting acting, JdbcClient sql) {
    this.acting = acting;
    this.sql = sql;
  }

  /** So much in all. */
  public record Sum(long answers, long tokensIn, long tokensOut) {

    private Sum and(Sum other) {
      return new Sum(
          answers + other.answers, tokensIn + other.tokensIn, tokensOut + other.tokensOut);
    }
  }

  /** So much on one day, in UTC. */
  public record Day(LocalDate day, long answers, long tokensIn, long tokensOut) {}

  /** One answer more. */
  public void add(UserId user, long tokensIn, long tokensOut) {
    var _ =
        acting.as(
            user,
            () ->
                sql.sql(ADD)
                    .param("user", user.value())
                    .param("in", tokensIn)
                    .param("out", tokensOut)
                    .update());
  }

  /** What was used for a user on each day on which something was; the first comes first. */
  public List<Day> days(UserId user) {
    return acting.as(user, () -> sql.sql(DAYS).param("user", user.value()).query(Day.class).list());
  }

  /** All that was used for a user. */
  public Sum of(UserId user) {
    return days(user).stream()
        .map(day -> new Sum(day.answers(), day.tokensIn(), day.tokensOut()))
        .reduce(new Sum(0, 0, 0), Sum::and);
  }
}
