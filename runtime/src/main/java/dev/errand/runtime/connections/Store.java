package dev.errand.runtime.connections;

import dev.errand.connections.OutOfReach;
import dev.errand.runtime.audit.AuditEntry;
import dev.errand.runtime.audit.AuditLog;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.Duty;
import dev.errand.schemas.UserId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;

/**
 * Runs statements in a short transaction that says for whom it acts, and tells a store that is away
 * from a bug.
 *
 * <p>Every method throws {@link OutOfReach} if the store does not answer (the statements may have
 * been carried out) and {@link DataIntegrityViolationException} if the tables refuse them.
 */
final class Store {

  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Acting acting;
  private final AuditLog audit;

  Store(PlatformTransactionManager transactions, JdbcClient sql) {
    this.acting = new Acting(transactions, sql, LONGEST);
    this.audit = new AuditLog(sql);
  }

  <T> T as(UserId user, Supplier<T> statements) {
    return told(() -> acting.as(user, statements));
  }

  <T> T on(Duty duty, Supplier<T> statements) {
    return told(() -> acting.on(duty, statements));
  }

  <T> T bringing(String stateHash, Supplier<T> statements) {
    return told(() -> acting.bringing(stateHash, statements));
  }

  /** Writes down what the statements of this transaction do; after all of them, and in it. */
  void note(AuditEntry entry) {
    audit.append(entry);
  }

  private static <T> T told(Supplier<T> transaction) {
    try {
      return transaction.get();
    } catch (DataIntegrityViolationException
        | InvalidDataAccessApiUsageException
        | InvalidDataAccessResourceUsageException refusedOrBug) {
      throw refusedOrBug;
    } catch (DataAccessException | TransactionException away) {
      if (isForbidden(away)) {
        throw away;
      }
      throw new OutOfReach("the store", away);
    }
  }

  /** What this app's role may not do: a bug, or a role that was set up wrongly. */
  private static boolean isForbidden(RuntimeException thrown) {
    return NestedExceptionUtils.getMostSpecificCause(thrown) instanceof SQLException refused
        && "42501".equals(refused.getSQLState());
  }
}
