package dev.errand.runtime.files;

import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files in memory, for tests of operations. It keeps the contract of the real one. */
public final class InMemoryFiles implements FileStore {

  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

  private final int largest;
  private final Map<FileId, Held> files = new HashMap<>();
  private volatile @Nullable Kept why;
  private volatile boolean discards = true;

  /**
   * @param largest bytes of one file
   */
  public InMemoryFiles(int largest) {
    this.largest = largest;
  }

  private static final class Held {

    private final UserId user;
    private final Purpose purpose;
    private final StoredFile file;
    private final byte[] content;
    private @Nullable CommandId command;
    private @Nullable Secret secret;

    Held(UserId user, Purpose purpose, StoredFile file, byte[] content) {
      this.user = user;
      this.purpose = purpose;
      this.file = file;
      this.content = content;
    }

    boolean is(Command by) {
      return user.equals(by.user()) && by.effectId().equals(command);
    }
  }

  /** As a user does it. */
  public synchronized StoredFile upload(
      UserId user, String name, @Nullable String contentType, byte[] content) {
    return put(user, Purpose.UPLOAD, name, contentType, content).file;
  }

  /** What is there for a user to fetch, or was uploaded. */
  public synchronized Optional<byte[]> content(UserId user, FileId file) {
    return Optional.ofNullable(files.get(file))
        .filter(held -> held.user.equals(user))
        .map(held -> held.content);
  }

  /** From now on nothing that is found is kept, and that is why. */
  public synchronized void keepNothing(Kept why) {
    this.why = why;
  }

  /** From now on the store is away whenever a file is to be removed. */
  public void discardNothing() {
    discards = false;
  }

  /** How many files there are. */
  public synchronized int count() {
    return files.size();
  }

  private Held put(
      UserId user, Purpose purpose, String name, @Nullable String contentType, byte[] content) {
    StoredFile file =
        new StoredFile(
            FileId.random(),
            FileName.of(name).whole(),
            ContentType.of(contentType),
            content.length,
            LATER);
    Held held = new Held(user, purpose, file, content);
    files.put(file.id(), held);
    return held;
  }

  @Override
  public synchronized Optional<StoredFile> claim(Command by, FileId upload) {
    Held held = files.get(upload);
    if (held == null
        || held.purpose != Purpose.UPLOAD
        || !held.user.equals(by.user())
        || (held.command != null && !held.is(by))) {
      return Optional.empty();
    }
    held.command = by.effectId();
    return Optional.of(held.file);
  }

  @Override
  public synchronized boolean isAnothers(Command by, FileId upload) {
    Held held = files.get(upload);
    return held != null
        && held.purpose == Purpose.UPLOAD
        && held.user.equals(by.user())
        && held.command != null
        && !held.is(by);
  }

  @Override
  public synchronized InputStream read(Command by, StoredFile file, long from) {
    byte[] content = claimed(by, file).orElseThrow().content;
    return new ByteArrayInputStream(content, (int) from, content.length);
  }

  private Optional<Held> claimed(Command by, StoredFile file) {
    return Optional.ofNullable(files.get(file.id())).filter(held -> held.is(by));
  }

  @Override
  public synchronized void keepSecret(Command by, StoredFile file, Secret secret) {
    claimed(by, file).ifPresent(held -> held.secret = secret);
  }

  @Override
  public synchronized Optional<Secret> secret(Command by, StoredFile file) {
    return claimed(by, file).flatMap(held -> Optional.ofNullable(held.secret));
  }

  @Override
  public synchronized void discard(Command by, StoredFile file) {
    if (!discards) {
      throw new OperationStopped(
          new Failure.RetryLater(
              WaitCause.RETRY, Failure.Scope.USER, Optional.of(Duration.ofSeconds(1))));
    }
    claimed(by, file).ifPresent(held -> files.remove(file.id()));
  }

  @Override
  public Kept keep(
      Command by, String name, @Nullable String contentType, long about, InputStream content)
      throws IOException {
    Optional<StoredFile> before = kept(by);
    if (before.isPresent()) {
      return new Kept.Here(before.get());
    }
    Kept refused = why;
    if (refused != null) {
      return refused;
    }
    byte[] bytes = content.readNBytes(largest + 1);
    if (bytes.length > largest) {
      return new Kept.TooLarge();
    }
    synchronized (this) {
      Held held = put(by.user(), Purpose.DOWNLOAD, name, contentType, bytes);
      held.command = by.effectId();
      return new Kept.Here(held.file);
    }
  }

  @Override
  public synchronized Optional<StoredFile> kept(Command by) {
    return files.values().stream()
        .filter(held -> held.purpose == Purpose.DOWNLOAD && held.is(by))
        .map(held -> held.file)
        .findFirst();
  }
}
