package dev.errand.runtime.postgres;

import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Claim;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.GatePause;
import dev.errand.pipeline.journal.Ingested;
import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.pipeline.journal.Loaded;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.pipeline.journal.Whereabouts;
import dev.errand.pipeline.journal.Written;
import dev.errand.runtime.audit.AuditLog;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * The journal on PostgreSQL, READ COMMITTED: correctness rests on the fence held {@code FOR SHARE}
 * in each write and on unique keys, not on an isolation level. Thread-safe.
 */
public final class PostgresJournal implements Journal {

  private final Acting acting;
  private final OwnerStatements owners;
  private final IngestStatements ingest;
  private final LoadStatements load;
  private final EntryStatements entries;
  private final ResultStatements results;
  private final PostponedStatements postponed;

  public PostgresJournal(DataSource database) {
    acting = Acting.in(database);
    JdbcClient sql = JdbcClient.create(database);
    owners = new OwnerStatements(sql);
    results = new ResultStatements(sql);
    DeadLetterStatements deadLetters = new DeadLetterStatements(sql);
    postponed = new PostponedStatements(sql);
    ingest = new IngestStatements(sql, owners, results, deadLetters, postponed);
    load = new LoadStatements(sql);
    entries = new EntryStatements(sql, owners, results, deadLetters, postponed, new AuditLog(sql));
  }

  @Override
  public Claim claim(Partition partition, UUID owner) {
    Claim claim = inTransaction(() -> owners.claim(partition, owner));
    CrashPoint.hit(CrashPoint.CLAIMED);
    return claim;
  }

  @Override
  public Set<Fence> lost(Collection<Fence> fences) {
    return inTransaction(() -> owners.lost(fences));
  }

  @Override
  public void release(Fence fence) {
    inTransaction(
        () -> {
          owners.release(fence);
          return fence;
        });
    CrashPoint.hit(CrashPoint.RELEASED);
  }

  @Override
  public List<Ingested> ingest(List<Arrivals> arrivals) {
    List<Ingested> ingested = inTransaction(() -> ingest.ingest(arrivals));
    CrashPoint.hit(CrashPoint.INGESTED);
    return ingested;
  }

  @Override
  public Loaded load(Fence fence, Duration window) {
    return inTransaction(() -> load.load(fence.partition(), window));
  }

  @Override
  public List<Queued> next(Fence fence, UserId user, Priority priority, long behind, int most) {
    return inTransaction(() -> load.next(fence.partition(), user, priority, behind, most));
  }

  @Override
  public List<GatePause> pauses(String topic) {
    return inTransaction(() -> load.pauses(topic));
  }

  @Override
  public Optional<Command> whole(Fence fence, long offset) {
    return inTransaction(() -> load.whole(fence.partition(), offset));
  }

  @Override
  public Whereabouts whereabouts(String topic, UserId user, CommandId command) {
    return inTransaction(
        () ->
            postponed
                .find(topic, user, command)
                .<Whereabouts>map(Function.identity())
                .or(() -> load.inOrder(topic, user, command).filter(PostgresJournal::isPersons))
                .or(() -> ended(topic, user, command))
                .orElseGet(Whereabouts.Nowhere::new));
  }

  private static boolean isPersons(Whereabouts.InOrder found) {
    return !OperationCatalog.isFollowUp(found.queued().command().operation());
  }

  private Optional<Whereabouts> ended(String topic, UserId user, CommandId command) {
    return results.ofCommands(List.of(user), List.of(command)).stream()
        .filter(stored -> stored.partition().topic().equals(topic))
        .filter(stored -> !OperationCatalog.isFollowUp(stored.result().command()))
        .findFirst()
        .map(stored -> new Whereabouts.Ended(stored.result().status()));
  }

  @Override
  public List<Command> due(String topic, Duration again, int most) {
    return inTransaction(() -> postponed.due(topic, again, most));
  }

  @Override
  public void notSent(String topic, Collection<Command> commands) {
    var _ = inTransaction(() -> postponed.notSent(topic, commands));
  }

  @Override
  public Written write(List<Entry> toWrite) {
    Written written = inTransaction(() -> entries.write(toWrite));
    CrashPoint.hit(CrashPoint.FLUSHED);
    return written;
  }

  @Override
  public List<StoredResult> results(Fence fence, long from, int most) {
    return inTransaction(() -> results.from(fence.partition(), from, most));
  }

  /** Data that cannot be written is a fault of ours; all else is the database being away. */
  private <T> T inTransaction(Supplier<T> work) {
    try {
      return acting.on(Duty.JOURNAL, work);
    } catch (DataIntegrityViolationException | BadSqlGrammarException fault) {
      throw fault;
    } catch (DataAccessException | TransactionException unavailable) {
      throw new JournalUnavailable(unavailable.getClass().getSimpleName(), unavailable);
    }
  }
}
