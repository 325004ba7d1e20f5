package dev.errand.runtime.audit;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes entries into the transaction that runs on this thread: they are durable exactly if what
 * they tell of is. A transaction does this last, since it locks the ends of its users' chains.
 * Thread-safe.
 */
public final class AuditLog {

  private static final String APPEND =
      """
      select append_audit(:users, :actors, :acts, :providers, :connections, :before, :versions,
        :commands, :operations, :steps, :details)
      """;

  private final JdbcClient sql;

  public AuditLog(JdbcClient sql) {
    this.sql = sql;
  }

  public void append(AuditEntry entry) {
    append(List.of(entry));
  }

  /**
   * In this order for each user.
   *
   * @throws IllegalStateException outside of a transaction
   */
  public void append(List<AuditEntry> entries) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("What is done and what is told of it are one transaction");
    }
    if (entries.isEmpty()) {
      return;
    }
    var _ =
        sql.sql(APPEND)
            .param("users", texts(entries, entry -> entry.user() == null ? "" : entry.user()))
            .param("actors", texts(entries, entry -> entry.actor().wireName()))
            .param("acts", texts(entries, entry -> entry.act().wireName()))
            .param("providers", texts(entries, connection(on -> on.provider().wireName())))
            .param("connections", texts(entries, connection(AuditEntry.OnConnection::id)))
            .param("before", longs(entries, connection(AuditEntry.OnConnection::before)))
            .param("versions", longs(entries, connection(AuditEntry.OnConnection::version)))
            .param("commands", texts(entries, command(AuditEntry.ForCommand::id)))
            .param("operations", texts(entries, command(AuditEntry.ForCommand::operation)))
            .param("steps", texts(entries, command(AuditEntry.ForCommand::step)))
            .param("details", texts(entries, AuditEntry::detail))
            .query((_, _) -> "")
            .list();
  }

  private static Function<AuditEntry, @Nullable Object> connection(
      Function<AuditEntry.OnConnection, @Nullable Object> column) {
    return entry -> entry.connection() == null ? null : column.apply(entry.connection());
  }

  private static Function<AuditEntry, @Nullable Object> command(
      Function<AuditEntry.ForCommand, @Nullable Object> column) {
    return entry -> entry.command() == null ? null : column.apply(entry.command());
  }

  private static SqlArrayValue texts(
      List<AuditEntry> entries, Function<AuditEntry, @Nullable Object> column) {
    return new SqlArrayValue(
        "text",
        entries.stream()
            .map(column)
            .map(value -> value == null ? null : value.toString())
            .toArray());
  }

  private static SqlArrayValue longs(
      List<AuditEntry> entries, Function<AuditEntry, @Nullable Object> column) {
    return new SqlArrayValue("bigint", entries.stream().map(column).toArray());
  }
}
