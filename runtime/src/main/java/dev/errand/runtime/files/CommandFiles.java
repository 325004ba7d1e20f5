package dev.errand.runtime.files;

import dev.errand.connections.FileKey;
import dev.errand.connections.FileKeys;
import dev.errand.connections.OutOfReach;
import dev.errand.connections.SealBroken;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationStopped;
import dev.errand.runtime.files.ComingRows.Begun;
import dev.errand.runtime.postgres.Acting;
import dev.errand.schemas.Command;
import dev.errand.schemas.Secret;
import dev.errand.schemas.WaitCause;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** Files of operations, in PostgreSQL. Thread-safe. */
final class CommandFiles implements FileStore {

  private final StoredRows rows;
  private final Parts parts;
  private final WriteFile write;
  private final FileKeys keys;
  private final long largest;

  /**
   * @param sql on the same database as {@code acting}
   */
  CommandFiles(Acting acting, JdbcClient sql, FileKeys keys, FileSettings settings) {
    this.rows = new StoredRows(acting, sql, settings);
    ComingRows coming = new ComingRows(acting, sql, settings);
    this.parts = new Parts(rows, coming);
    this.write = new WriteFile(coming, rows, parts, keys, settings);
    this.keys = keys;
    this.largest = settings.largest().toBytes();
  }

  @Override
  public Optional<StoredFile> claim(Command by, FileId upload) {
    return patient(() -> rows.claim(by.user(), by.effectId(), upload));
  }

  @Override
  public boolean isAnothers(Command by, FileId upload) {
    return patient(() -> rows.isAnothers(by.user(), by.effectId(), upload));
  }

  /** That it is gone is for the next run to find, which claims it in vain. */
  @Override
  public InputStream read(Command by, StoredFile file, long from) {
    var key = key(by, file);
    return new PartStream(
        file.size(),
        from,
        number ->
            patient(() -> parts.read(by.user(), key, file, number))
                .orElseThrow(CommandFiles::later));
  }

  @Override
  public void keepSecret(Command by, StoredFile file, Secret secret) {
    var sealed = key(by, file).sealSecret(file.id().value(), secret);
    var _ = patient(() -> rows.keepSecret(by.user(), by.effectId(), file.id(), sealed));
  }

  @Override
  public Optional<Secret> secret(Command by, StoredFile file) {
    return patient(
        () ->
            rows.secret(by.user(), by.effectId(), file.id())
                .map(bytes -> key(by, file).openSecret(file.id().value(), bytes)));
  }

  /** Of an account that was erased meanwhile the files went with the key. */
  private FileKey key(Command by, StoredFile file) {
    try {
      return patient(() -> keys.existing(by.user()));
    } catch (SealBroken broken) {
      if (claim(by, file.id()).isEmpty()) {
        throw later();
      }
      throw broken;
    }
  }

  @Override
  public void discard(Command by, StoredFile file) {
    var _ = patient(() -> rows.discard(by.user(), file.id()));
  }

  @Override
  public Optional<StoredFile> kept(Command by) {
    return patient(() -> rows.madeBy(by.user(), by.effectId()));
  }

  @Override
  public Kept keep(
      Command by, String name, @Nullable String contentType, long about, InputStream content)
      throws IOException {
    Optional<StoredFile> before = kept(by);
    return before.isPresent()
        ? new Kept.Here(before.get())
        : kept(patient(() -> write.write(begun(by, name, contentType, about), content)));
  }

  /** More than may be kept is not set aside: it will not be kept. */
  private Begun begun(Command by, String name, @Nullable String contentType, long about) {
    return new Begun(
        by.user(),
        FileId.random(),
        Purpose.DOWNLOAD,
        by.effectId(),
        FileName.of(name).whole(),
        ContentType.of(contentType),
        Math.clamp(about, 0, largest));
  }

  private static Kept kept(Brought brought) {
    return switch (brought) {
      case Brought.Here(StoredFile file) -> new Kept.Here(file);
      case Brought.TooLarge() -> new Kept.TooLarge();
      case Brought.NoRoom() -> new Kept.NoRoom();
      case Brought.Full() -> new Kept.Full();
      case Brought.Gone() -> throw later();
      case Brought.OtherLength() -> throw new IllegalStateException("No length was promised");
    };
  }

  /** Something that is asked of the store. */
  private interface Asked<T, X extends Exception> {

    T answer() throws X;
  }

  private static <T, X extends Exception> T patient(Asked<T, X> asked) throws X {
    try {
      return asked.answer();
    } catch (DataAccessException | TransactionException | OutOfReach away) {
      throw later();
    }
  }

  private static OperationStopped later() {
    return new OperationStopped(
        new Failure.RetryLater(WaitCause.RETRY, Failure.Scope.USER, Optional.empty()));
  }
}
