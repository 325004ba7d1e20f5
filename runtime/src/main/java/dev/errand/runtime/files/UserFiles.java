package dev.errand.runtime.files;

import dev.errand.connections.FileKey;
import dev.errand.connections.FileKeys;
import dev.errand.runtime.files.ComingRows.Begun;
import dev.errand.runtime.postgres.Acting;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people do with their files: bring them, look at what is there, fetch what was found for
 * them, remove them. Whoever is asked for another's file finds none. Thread-safe.
 *
 * <p>Every method throws as {@link Acting} and {@link FileKeys} do if the database or the key
 * service does not answer.
 */
public final class UserFiles {

  private final StoredRows rows;
  private final Parts parts;
  private final WriteFile write;
  private final FileKeys keys;
  private final EverybodysRows everybodys;

  /**
   * @param sql on the same database as {@code acting}
   */
  UserFiles(Acting acting, JdbcClient sql, FileKeys keys, FileSettings settings) {
    this.rows = new StoredRows(acting, sql, settings);
    ComingRows coming = new ComingRows(acting, sql, settings);
    this.parts = new Parts(rows, coming);
    this.write = new WriteFile(coming, rows, parts, keys, settings);
    this.keys = keys;
    this.everybodys = new EverybodysRows(acting, sql, settings.kept());
  }

  /**
   * A file of a user.
   *
   * @param claimed whether a command uses it, or made it
   */
  public record Own(StoredFile file, Purpose purpose, boolean claimed) {}

  /**
   * Takes a file in. In memory is never more than a few parts of it.
   *
   * @param name made plain where it is not
   * @param contentType absent or not one: {@link StoredFile#UNKNOWN_TYPE}
   * @param size which it is to have: there has to be room for so much before any of it is read
   * @throws IOException of the content; then nothing is kept
   */
  public Brought bring(
      UserId user, String name, @Nullable String contentType, long size, InputStream content)
      throws IOException {
    Begun begun =
        new Begun(
            user,
            FileId.random(),
            Purpose.UPLOAD,
            null,
            FileName.of(name).whole(),
            ContentType.of(contentType),
            size);
    return write.write(begun, content);
  }

  /**
   * Gives uploads to a command that is being accepted, all of them or none: for it alone, and until
   * a while after it began at the latest. May be repeated, and takes part in the transaction that
   * runs for the user, if one does. A command that nobody gave them has them when it runs: {@link
   * FileStore#claim}.
   *
   * @param by the name of its effects
   * @param latest when it begins at the latest
   */
  public Claim claim(UserId user, CommandId by, Set<FileId> uploads, Instant latest) {
    return rows.claim(user, by, uploads, latest);
  }

  /** All that are there to their last byte, the oldest first. */
  public List<Own> of(UserId user) {
    return rows.all(user);
  }

  /** A file that was found for the user to fetch. */
  public Optional<StoredFile> download(UserId user, FileId file) {
    return rows.download(user, file);
  }

  /**
   * Its bytes. It may end while they are read: {@link FileGone}.
   *
   * @throws dev.errand.connections.SealBroken here or when it is read, if it is not what was
   *     written there
   */
  public InputStream read(UserId user, StoredFile file) {
    FileKey key = keys.existing(user);
    return new PartStream(
        file.size(), 0, number -> parts.read(user, key, file, number).orElseThrow(FileGone::new));
  }

  /**
   * Notes that a download was handed over to its last byte: from the first time on it is there for
   * {@link FileSettings#repeatable} and no longer, so that whoever lost it on its last way fetches
   * it again. Nothing happens if it is gone.
   */
  public void handedOver(UserId user, FileId file) {
    var _ = rows.handedOver(user, file);
  }

  /** Removes a file of the user, whatever it is for; whether it was there. */
  public boolean remove(UserId user, FileId file) {
    return rows.discard(user, file);
  }

  /**
   * Frees uploads of everybody's commands that were taken back, rejected or have expired: any other
   * command may have them, for {@link FileSettings#kept} from now on at most. To be called again
   * and again, since how a command ended is not known for ever.
   *
   * @param most how many at most
   * @return how many it were
   */
  public int free(int most) {
    return everybodys.free(most);
  }

  /**
   * Removes what has expired, of everybody, and what was begun and never finished.
   *
   * @param most how many at most
   * @return how many it were
   */
  public int tidy(int most) {
    return everybodys.tidy(most);
  }

  /** Counts the files of everybody; whoever brings one goes by the last count. */
  public FileTotal count() {
    return everybodys.count();
  }
}
