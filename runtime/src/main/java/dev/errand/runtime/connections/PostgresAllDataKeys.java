package dev.errand.runtime.connections;

import dev.errand.connections.AllDataKeys;
import dev.errand.connections.WrappedKey;
import dev.errand.connections.WrapperKeys.Owned;
import dev.errand.runtime.audit.Act;
import dev.errand.runtime.audit.Actor;
import dev.errand.runtime.audit.AuditEntry;
import dev.errand.runtime.postgres.Duty;
import dev.errand.schemas.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everybody's wrapped data keys in PostgreSQL, for the role {@code errand_keys}. */
final class PostgresAllDataKeys implements AllDataKeys {

  private static final String AFTER =
      """
      select user_id, wrapped from data_key where user_id > :last order by user_id limit :most
      """;

  private static final String REPLACE =
      """
      update data_key set wrapped = :now where user_id = :user and wrapped = :before
      """;

  private final JdbcClient sql;
  private final Store store;

  PostgresAllDataKeys(JdbcClient sql, Store store) {
    this.sql = sql;
    this.store = store;
  }

  @Override
  public List<Owned> after(@Nullable UserId last, int most) {
    return store.on(
        Duty.REWRAP,
        () ->
            sql.sql(AFTER)
                .param("last", last == null ? "" : last.value())
                .param("most", most)
                .query(
                    (row, _) ->
                        new Owned(
                            new UserId(row.getString("user_id")),
                            new WrappedKey(row.getString("wrapped"))))
                .list());
  }

  @Override
  public boolean replace(UserId user, WrappedKey before, WrappedKey now) {
    return store.on(
        Duty.REWRAP,
        () -> {
          int replaced =
              sql.sql(REPLACE)
                  .param("user", user.value())
                  .param("before", before.text())
                  .param("now", now.text())
                  .update();
          if (replaced == 1) {
            store.note(new AuditEntry(user, new Actor.Operator(null), Act.DATA_KEY_REWRAPPED));
          }
          return replaced == 1;
        });
  }

  /** Before it is done: a rotation that nobody wrote down is none of ours. */
  void noteRotation() {
    var _ =
        store.on(
            Duty.REWRAP,
            () -> {
              AuditEntry entry = new AuditEntry(null, new Actor.Operator(null), Act.KEY_ROTATED);
              store.note(entry);
              return entry;
            });
  }
}
