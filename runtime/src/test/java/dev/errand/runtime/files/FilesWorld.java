package dev.errand.runtime.files;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.connections.DataKeyStore;
import dev.errand.connections.FileKeys;
import dev.errand.connections.KeyWrapper;
import dev.errand.connections.LocalKeyWrapper;
import dev.errand.connections.OutOfReach;
import dev.errand.connections.WrappedKey;
import dev.errand.runtime.files.FileStore.Kept;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.RecordedStatements;
import dev.errand.runtime.postgres.TestDatabase;
import dev.errand.schemas.Command;
import dev.errand.schemas.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** People with files in a database of their own, as the API and the mail worker see it. */
final class FilesWorld implements AutoCloseable {

  static final FileSettings SETTINGS =
      new FileSettings(
          Duration.ofHours(24),
          DataSize.ofMegabytes(5),
          DataSize.ofMegabytes(12),
          4,
          DataSize.ofGigabytes(1),
          Duration.ofMinutes(30),
          Duration.ofMinutes(5));

  private static final LocalKeyWrapper WRAPPER = wrapper();

  final TestDatabase database = TestDatabase.migrated();
  final RecordedStatements recorded = new RecordedStatements();
  final HikariDataSource api = database.as("errand_api");
  final HikariDataSource worker = database.as("errand_worker");
  final UserFiles files = files(SETTINGS);
  final CommandFiles store = store(api(worker));

  /** How often the key service was asked to open a key. */
  final AtomicInteger opened = new AtomicInteger();

  /** Whether the key service does not answer. */
  volatile boolean keysAway;

  private DataSource api(DataSource source) {
    return recorded.overheard(source);
  }

  UserFiles files(FileSettings settings) {
    DataSource source = api(api);
    return new UserFiles(Acting.in(source), JdbcClient.create(source), keys(api), settings);
  }

  private CommandFiles store(DataSource source) {
    return new CommandFiles(Acting.in(source), JdbcClient.create(source), keys(source), SETTINGS);
  }

  private FileKeys keys(DataSource source) {
    return new FileKeys(new Keys(source), new Overheard(), new SecureRandom());
  }

  private static LocalKeyWrapper wrapper() {
    try {
      return LocalKeyWrapper.open(Files.createTempDirectory("errand-files").resolve("keyset"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Brought bring(UserId user, long size, InputStream content) throws IOException {
    return files.bring(user, "plan.pdf", "application/pdf", size, content);
  }

  Brought bring(UserId user, int size) throws IOException {
    return bring(user, size, new ByteArrayInputStream(FileStoreContract.bytes(size)));
  }

  StoredFile upload(UserId user, byte[] content) throws IOException {
    return ((Brought.Here) bring(user, content.length, new ByteArrayInputStream(content))).file();
  }

  Kept keep(Command by, long about, InputStream content) throws IOException {
    return store.keep(by, "found.pdf", null, about, content);
  }

  StoredFile found(Command by, byte[] content) throws IOException {
    return ((Kept.Here) keep(by, 0, new ByteArrayInputStream(content))).file();
  }

  void expire(StoredFile file) {
    change(
        "update stored_file set expires_at = now() - interval '1 second' where id = '%s'"
            .formatted(file.id()));
  }

  /** With the API's rights. */
  void disconnect(UserId user) {
    var _ =
        Acting.in(api)
            .as(
                user,
                () ->
                    JdbcClient.create(api)
                        .sql("update connection set state = 'disconnected', access_token = null")
                        .update());
  }

  /** With the API's rights. */
  void destroyKey(UserId user) {
    new Keys(api).destroy(user);
  }

  long rows(UserId user) {
    return count("stored_file where user_id = '" + user + "'");
  }

  long parts(StoredFile file) {
    return count("file_part where file_id = '" + file.id() + "'");
  }

  /** Their mailbox, and the data key that came with the consent. */
  void connect(UserId user) {
    var _ = keys(api).of(user);
    change(
        """
        insert into connection (id, user_id, provider, account, scopes, facts, state, version,
          access_token, changed_at)
        values ('%1$s', '%2$s', 'microsoft', '%1$s', '{}', '{}', 'active', 1, 'x', now())
        """
            .formatted(UUID.randomUUID(), user));
  }

  /** As the command's worker writes it down. */
  void ended(Command command, String status) {
    change(
        """
        insert into done (topic, part, seq, user_id, command_id, status, result, requests,
          uploaded_bytes, messages, recipients, finished_at, day)
        values ('files', 0, (select count(*) from done), '%s', '%s', '%s', '{}', 0, 0, 0, 0, now(),
          current_date)
        """
            .formatted(command.user(), command.id(), status));
  }

  /** Says something about everybody, as only the owner can. */
  int change(String statement) {
    return database.sql().sql(statement).update();
  }

  long count(String from) {
    return database.sql().sql("select count(*) from " + from).query(Long.class).single();
  }

  @Override
  public void close() {
    api.close();
    worker.close();
  }

  /** The key service. */
  private final class Overheard implements KeyWrapper {

    @Override
    public WrappedKey wrap(UserId user, byte[] dataKey) {
      return WRAPPER.wrap(user, dataKey);
    }

    @Override
    public byte[] unwrap(UserId user, WrappedKey wrapped) {
      opened.incrementAndGet();
      if (keysAway) {
        throw new OutOfReach("the key service", new IOException("away"));
      }
      return WRAPPER.unwrap(user, wrapped);
    }
  }

  /** Wrapped keys in the table, as the API may keep them. */
  private record Keys(Acting acting, JdbcClient sql) implements DataKeyStore {

    Keys(DataSource source) {
      this(Acting.in(source), JdbcClient.create(source));
    }

    @Override
    public Optional<WrappedKey> find(UserId user) {
      return acting.as(
          user,
          () ->
              sql.sql("select wrapped from data_key")
                  .query(String.class)
                  .optional()
                  .map(WrappedKey::new));
    }

    @Override
    public WrappedKey keepFirst(UserId user, WrappedKey wrapped) {
      var _ =
          acting.as(
              user,
              () ->
                  sql.sql("insert into data_key values (:user, :wrapped) on conflict do nothing")
                      .param("user", user.value())
                      .param("wrapped", wrapped.text())
                      .update());
      return find(user).orElseThrow();
    }

    @Override
    public void destroy(UserId user) {
      var _ = acting.as(user, () -> sql.sql("delete from data_key").update());
    }
  }
}
