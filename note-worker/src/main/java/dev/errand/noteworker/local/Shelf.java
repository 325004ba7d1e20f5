package dev.errand.noteworker.local;

import dev.errand.noteworker.local.LocalOperation.Work;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Command;
import dev.errand.schemas.WaitCause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where everybody's notebooks are. For all threads. */
record Shelf(Path root, Disk disk, InstantSource stamps) {

  private static final Logger log = LoggerFactory.getLogger(Shelf.class);

  /**
   * Does something in the notebook of the command's user, and of nobody else.
   *
   * @throws OperationStopped if it cannot be done, or not now
   */
  Object with(OperationContext context, boolean changes, Work work) {
    Command command = context.command();
    try {
      return changes ? alone(context, work) : work.in(open(command));
    } catch (ScanFolder.TooMany many) {
      throw Refusals.tooMany();
    } catch (NotDirectoryException link) {
      throw Refusals.aLink();
    } catch (IOException | UncheckedIOException failed) {
      log.atWarn() // its message may have a title
          .addKeyValue("commandId", command.id())
          .addKeyValue("userId", command.user())
          .addKeyValue("operation", command.operation())
          .addKeyValue("outcome", failed.getClass().getSimpleName())
          .log("A folder of notes could not be read or written; it is tried again");
      throw later();
    }
  }

  /** Whoever ended the command had the folder before us, or waits for it until we are done. */
  private Object alone(OperationContext context, Work work) throws IOException {
    disk.folder(root);
    Optional<FolderLock> lock = FolderLock.take(folder(context.command()), disk);
    if (lock.isEmpty()) {
      throw later();
    }
    try (FolderLock _ = lock.get()) {
      context.requireQueued();
      return work.in(open(context.command()));
    }
  }

  Path folder(Command command) {
    return root.resolve(FolderName.of(command.user()));
  }

  /** The notebook as it is now, to look at. */
  Notebook open(Command command) throws IOException {
    return new Notebook(folder(command), command.user(), command.effectId(), disk, stamps);
  }

  private static OperationStopped later() {
    return new OperationStopped(
        new Failure.RetryLater(WaitCause.RETRY, Failure.Scope.USER, Optional.empty()));
  }
}
