package dev.errand.runtime.model;

import dev.errand.runtime.postgres.Acting;
import dev.errand.schemas.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What models used for each user, by day. Thread-safe. */
public final class ModelUsage {

  private static final String ADD =
      """
      insert into model_usage as known (user_id, day, answers, tokens_in, tokens_out)
      values (:user, (now() at time zone 'UTC')::date, 1, :in, :out)
      on conflict (user_id, day) do update
        set answers = known.answers + 1, tokens_in = known.tokens_in + excluded.tokens_in,
          tokens_out = known.tokens_out + excluded.tokens_out
      """;

  private static final String SUM =
      """
      select coalesce(sum(answers), 0) as answers, coalesce(sum(tokens_in), 0) as tokens_in,
        coalesce(sum(tokens_out), 0) as tokens_out
      from model_usage where user_id = :user
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
  public record Sum(long answers, long tokensIn, long tokensOut) {}

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

  /** All that was used for a user. */
  public Sum of(UserId user) {
    return acting.as(
        user, () -> sql.sql(SUM).param("user", user.value()).query(Sum.class).single());
  }
}
