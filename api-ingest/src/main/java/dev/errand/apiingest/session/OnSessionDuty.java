package dev.errand.apiingest.session;

import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.Duty;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** The transactions of the session store: they see sessions and nothing else. */
record OnSessionDuty(Acting acting) implements TransactionOperations {

  @Override
  public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
    return acting
        .on(
            Duty.SESSIONS,
            () -> new Answer<T>(action.doInTransaction(new SimpleTransactionStatus())))
        .value();
  }

  private record Answer<T extends @Nullable Object>(T value) {}
}
