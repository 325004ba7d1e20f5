package dev.errand.runtime.audit.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.runtime.audit.read.AuditTrail.Line;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.Duty;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Walks every user's chain as it is at one moment, a few rows in memory at a time, and computes
 * each hash again.
 *
 * <p>It finds what was changed by whoever could not also change everything behind it. Who can write
 * all rows and heads of a chain can forge the whole of it: that shows only in the digest, compared
 * with one that was noted elsewhere.
 */
final class VerifyAudit {

  private static final int ROWS_AT_ONCE = 1_000;

  /**
   * In the order of the indexes: sorting everything would be waited for, and take room. It may take
   * as long as it takes, which other transactions may not.
   */
  static final String IN_ORDER =
      """
      select set_config('enable_sort', 'off', true), set_config('enable_hashjoin', 'off', true),
        set_config('transaction_timeout', '0', true)
      """;

  static final String ALL =
      """
      select audit.user_id, audit.seq, audit.at, app, actor, act, provider, connection,
        version_before, version, command_id, operation, step, detail, audit.hash,
        head.seq as head_seq, head.hash as head_hash
      from audit left join audit_head head on head.user_id = audit.user_id
      order by audit.user_id, audit.seq
      """;

  /** Who came since the question before has rows too. */
  private static final String NO_ROWS =
      """
      select user_id, seq from audit_head head
      where not exists (select from audit where audit.user_id = head.user_id)
      order by user_id
      """;

  /** What began before then is committed by now: the same question gives the same answer later. */
  private static final String SETTLED = "select date_trunc('second', now() - interval '1 minute')";

  private final JdbcTemplate rows;
  private final JdbcClient sql;
  private final Acting acting;

  VerifyAudit(DataSource database) {
    rows = new JdbcTemplate(database);
    rows.setFetchSize(ROWS_AT_ONCE);
    sql = JdbcClient.create(rows);
    acting = Acting.in(database);
  }

  /**
   * What was found.
   *
   * @param until the digest is of all rows up to then
   * @param digest of the last of them of each user; in hex
   */
  record Verified(long rows, long chains, long broken, Instant until, String digest) {}

  /**
   * Verifies all of them.
   *
   * @param until of the digest; absent: a minute ago
   * @param told of each place where a chain is broken
   */
  Verified verify(@Nullable Instant until, Consumer<Broken> told) {
    return acting.on(
        Duty.AUDIT,
        () -> {
          Walk walk = new Walk(until == null ? settled() : until, told);
          var _ = sql.sql(IN_ORDER).query().listOfRows();
          rows.query(ALL, walk);
          walk.endChain();
          rows.query(NO_ROWS, walk::withoutRows);
          return walk.end();
        });
  }

  private Instant settled() {
    return sql.sql(SETTLED).query(OffsetDateTime.class).single().toInstant();
  }

  /** One look at everything. */
  private static final class Walk implements RowCallbackHandler {

    private final Instant until;
    private final Consumer<Broken> told;
    private final MessageDigest digest = StoredRow.sha256();
    private long rows;
    private long chains;
    private long broken;
    private @Nullable Chain chain;
    private @Nullable Long headSeq;
    private byte @Nullable [] headHash;

    Walk(Instant until, Consumer<Broken> told) {
      this.until = until;
      this.told = told;
    }

    @Override
    public void processRow(ResultSet row) throws SQLException {
      String user = row.getString("user_id");
      Chain current = chain;
      if (current == null || !current.user().equals(user)) {
        endChain();
        current = new Chain(user, this::tell);
        chain = current;
        chains++;
        headSeq = row.getObject("head_seq", Long.class);
        headHash = row.getBytes("head_hash");
      }
      rows++;
      current.next(new StoredRow(user, Line.of(row), row.getBytes("hash")), until);
    }

    void withoutRows(ResultSet head) throws SQLException {
      chains++;
      tell(new Broken.Missing(head.getString("user_id"), 1, head.getLong("seq")));
    }

    private void tell(Broken where) {
      broken++;
      told.accept(where);
    }

    void endChain() {
      if (chain != null) {
        chain.end(headSeq, headHash);
        StoredRow last = chain.lastUntil();
        if (last != null) {
          byte[] user = last.user().getBytes(UTF_8);
          digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(user.length).array());
          digest.update(user);
          digest.update(last.hash());
        }
      }
    }

    Verified end() {
      return new Verified(rows, chains, broken, until, HexFormat.of().formatHex(digest.digest()));
    }
  }
}
