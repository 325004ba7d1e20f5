package dev.errand.runtime.postgres;

import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions that say for whom they act. PostgreSQL shows their statements nothing else
 * (row-level security), and to a statement outside of one nothing at all. What was said ends with
 * the transaction, so that no connection of the pool carries it on. Thread-safe.
 */
public final class Acting {

  /** For whom the transaction that runs on this thread acts. */
  private static final ScopedValue<String> FOR = ScopedValue.newInstance();

  private final TransactionTemplate transaction;
  private final JdbcClient sql;

  /**
   * @param sql on the same database, taking part in these transactions
   */
  public Acting(PlatformTransactionManager transactions, JdbcClient sql) {
    this.transaction = new TransactionTemplate(transactions);
    this.sql = sql;
  }

  /**
   * @param longest how long a transaction may take; its statements are given up then
   */
  public Acting(PlatformTransactionManager transactions, JdbcClient sql, Duration longest) {
    this(transactions, sql);
    this.transaction.setTimeout((int) longest.toSeconds());
  }

  /** With transactions of its own. */
  public static Acting in(DataSource database) {
    return new Acting(new JdbcTransactionManager(database), JdbcClient.create(database));
  }

  /** Sees the rows of this user. */
  public <T> T as(UserId user, Supplier<T> statements) {
    return saying("errand.user", user.value(), statements);
  }

  /** Sees the rows of all users that this duty is about. */
  public <T> T on(Duty duty, Supplier<T> statements) {
    return saying("errand.duty", duty.wireName(), statements);
  }

  /** Sees the consent flow with this state. */
  public <T> T bringing(String stateHash, Supplier<T> statements) {
    return saying("errand.state", stateHash, statements);
  }

  private <T> T saying(String setting, String value, Supplier<T> statements) {
    String whom = setting + "=" + value;
    if (!FOR.orElse(whom).equals(whom)) {
      throw new IllegalStateException("This transaction acts for somebody else already");
    }
    return ScopedValue.where(FOR, whom)
        .call(
            () ->
                Objects.requireNonNull(
                    transaction.execute(
                        _ -> {
                          say(setting, value);
                          return statements.get();
                        })));
  }

  private void say(String setting, String value) {
    var _ =
        sql.sql("select set_config(:setting, :value, true)")
            .param("setting", setting)
            .param("value", value)
            .query(String.class)
            .single();
  }
}
