package dev.errand.runtime.connections;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.connections.OutOfReach;
import dev.errand.schemas.UserId;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class StoreTest {

  private final Store store = RealStore.store();

  @Test
  void aStoreThatIsAwayIsOutOfReach() {
    List<RuntimeException> away =
        List.of(
            new DataAccessResourceFailureException("connection refused"),
            new QueryTimeoutException("10 s"),
            new UncategorizedSQLException("task", "sql", new SQLException("terminated", "57P01")),
            new CannotCreateTransactionException("no connection"),
            new TransactionSystemException("commit: connection reset"));
    for (RuntimeException thrown : away) {
      assertThatExceptionOfType(OutOfReach.class).isThrownBy(() -> failing(thrown));
    }
  }

  @Test
  void aRefusalAndABugAreNoOutage() {
    List<RuntimeException> others =
        List.of(
            new DataIntegrityViolationException("unique"),
            new InvalidDataAccessApiUsageException("no such query"),
            new UncategorizedSQLException("task", "sql", new SQLException("forbidden", "42501")),
            new IllegalStateException("bug"));
    for (RuntimeException thrown : others) {
      assertThatExceptionOfType(thrown.getClass()).isThrownBy(() -> failing(thrown));
    }
  }

  private void failing(RuntimeException thrown) {
    store.as(
        new UserId("ada"),
        () -> {
          throw thrown;
        });
  }
}
