package dev.errand.runtime.connections;

import dev.errand.connections.OutOfReach;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs statements in a short transaction, and tells a store that is away from a bug. */
final class Store {

  private static final int SECONDS = 10;

  private final TransactionTemplate transaction;

  Store(PlatformTransactionManager transactions) {
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setTimeout(SECONDS);
  }

  /**
   * @throws OutOfReach if the store does not answer; the statements may have been carried out
   * @throws DataIntegrityViolationException if the tables refuse them
   */
  <T> T in(Supplier<T> statements) {
    try {
      return transaction.execute(_ -> statements.get());
    } catch (DataIntegrityViolationException
        | InvalidDataAccessApiUsageException
        | InvalidDataAccessResourceUsageException refusedOrBug) {
      throw refusedOrBug;
    } catch (DataAccessException | TransactionException away) {
      throw new OutOfReach("the store", away);
    }
  }
}
