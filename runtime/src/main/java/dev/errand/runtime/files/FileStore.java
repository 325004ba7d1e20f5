package dev.errand.runtime.files;

import dev.errand.schemas.Command;
import dev.errand.schemas.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files that are too large for a command or a result, for operations: what a person uploaded to be
 * sent, and what is to be downloaded by them. Each is its user's alone: a command sees those of its
 * own user, and everything else is not there.
 *
 * <p>A command and its replays ({@link Command#effectId}) are one here. Every method may be
 * repeated with the same end, by another worker too, and none holds a file in memory.
 *
 * <p>Every method throws {@link dev.errand.pipeline.OperationStopped} if the store does not answer:
 * the command then runs again later, from its first line.
 */
public interface FileStore {

  /**
   * Gives an upload to the command, for it alone, and lets it live on for a while from now.
   *
   * @return empty if there is no such upload for it: none of its user's, expired, discarded, or
   *     {@link #isAnothers another command's}
   */
  Optional<StoredFile> claim(Command by, FileId upload);

  /** Whether an upload is there that another command of the same user has. */
  boolean isAnothers(Command by, FileId upload);

  /**
   * The bytes of a file that the command has claimed, from that one on to the last. Read bit by
   * bit; {@code read} blocks for the store now and then and throws as the methods here do. It holds
   * nothing that would have to be given back, so that nobody need close it. For one thread.
   *
   * @param from from 0 to the size
   */
  InputStream read(Command by, StoredFile file, long from);

  /**
   * Keeps a secret beside a file that the command has claimed, in place of the one before: where
   * the file is being sent to, so that another worker can go on there. It goes with the file.
   */
  void keepSecret(Command by, StoredFile file, Secret secret);

  /** The secret that was kept last. */
  Optional<Secret> secret(Command by, StoredFile file);

  /** Removes a file that the command has claimed. Nothing happens if it is gone already. */
  void discard(Command by, StoredFile file);

  /**
   * Keeps what a command found for its user to download, and is done with it when the content is at
   * its end. A command has one: if it kept one before, in another run, that one is answered, and
   * the content is not read.
   *
   * @param name made plain where it is not
   * @param contentType absent or not one: {@link StoredFile#UNKNOWN_TYPE}
   * @param about how many bytes it is said to have, for which room is set aside before any is read;
   *     it may have more or less
   * @throws IOException of the content; then nothing is kept
   */
  Kept keep(Command by, String name, @Nullable String contentType, long about, InputStream content)
      throws IOException;

  /** What a command kept, in a run before; empty also if it is gone by now. */
  Optional<StoredFile> kept(Command by);

  /** How keeping ended. */
  sealed interface Kept {

    record Here(StoredFile file) implements Kept {}

    /** It is larger than a file may be; nothing is kept. */
    record TooLarge() implements Kept {}

    /** The user has as much here as one may have; nothing is kept. */
    record NoRoom() implements Kept {}

    /** All users together have as much here as there may be; nothing is kept. */
    record Full() implements Kept {}
  }
}
