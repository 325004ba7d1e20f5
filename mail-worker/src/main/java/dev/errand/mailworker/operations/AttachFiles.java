package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.Attachment;
import dev.errand.mailworker.graph.NewAttachedFile;
import dev.errand.mailworker.letter.FileToSend;
import dev.errand.mailworker.letter.Letter;
import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.Attempted;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.pipeline.Step;
import dev.errand.runtime.files.FileId;
import dev.errand.runtime.files.StoredFile;
import dev.errand.runtime.files.UploadProblems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps between: a file each. No two files of a mail have the same name, so the name tells
 * whether a file is there already.
 */
final class AttachFiles {

  private static final Logger log = LoggerFactory.getLogger(AttachFiles.class);

  /** For the store, twenty times. */
  private static final Duration CLAIMED_WITHIN = Duration.ofSeconds(30);

  private final Attaching with;
  private final OperationContext context;

  AttachFiles(Attaching with, OperationContext context) {
    this.with = with;
    this.context = context;
  }

  /**
   * The uploads of a letter, which from now on are this command's. What they are called and how
   * large they are holds for all runs, so that one that comes after the mail does without them.
   *
   * @throws OperationStopped if one is not there for this command
   */
  List<FileToSend.Uploaded> claim(Letter letter) {
    List<FileId> uploads = letter.uploads();
    return uploads.isEmpty()
        ? List.of()
        : context
            .effects()
            .chosen(
                "files",
                Claimed.class,
                CLAIMED_WITHIN,
                () -> new Claimed(uploads.stream().map(this::claim).toList()))
            .files();
  }

  private FileToSend.Uploaded claim(FileId upload) {
    StoredFile file = claimed(upload).orElseThrow(() -> missing(upload));
    return new FileToSend.Uploaded(file.name(), file.contentType(), file.id(), file.size());
  }

  private Optional<StoredFile> claimed(FileId upload) {
    return with.files.claim(context.command(), upload);
  }

  private OperationStopped missing(FileId upload) {
    return OperationStopped.refused(
        with.files.isAnothers(context.command(), upload)
            ? UploadProblems.anothers()
            : UploadProblems.notThere());
  }

  void to(Draft draft, List<FileToSend> files) {
    for (int i = 0; i < files.size(); i++) {
      String step = "attach-" + (i + 1);
      if (!context.effects().finished(step)) {
        attach(step, draft, files.get(i));
      }
    }
  }

  private void attach(String step, Draft draft, FileToSend file) {
    switch (file) {
      case FileToSend.Inline inline -> small(step, draft, inline);
      case FileToSend.Uploaded uploaded ->
          claimed(uploaded.upload())
              .ifPresentOrElse(
                  stored ->
                      new AttachUpload(with, context, this, stored).attach(step, draft, uploaded),
                  () -> gone(step, draft, uploaded));
    }
  }

  /** Perhaps it is gone since it was attached: that is looked for before it is missed. */
  private void gone(String step, Draft draft, FileToSend.Uploaded file) {
    once(
        step,
        new Intent(draft.id(), file.name(), file.size()),
        0,
        _ -> {
          throw missing(file.upload());
        });
  }

  private void small(String step, Draft draft, FileToSend.Inline file) {
    NewAttachedFile attached = file.attached();
    once(
        step,
        new Intent(draft.id(), file.name(), null),
        file.content().length(),
        token -> with.graph.attach(token, draft.id(), attached));
  }

  /** The request that makes the file an attachment: after it it is one, and before it none. */
  void once(String name, Intent intent, long bytes, Consumer<AccessToken> call) {
    Step<Intent, Attached> step =
        Step.of(name, Attached.class, intent, CreateDraft.STORES_LATE)
            .costing(Cost.ONE_REQUEST.and(LimitUnit.UPLOADED_BYTES, bytes))
            .preparing();
    Attached attached = new Attached(intent.file());
    var _ =
        context
            .effects()
            .once(
                step,
                token -> {
                  call.accept(token);
                  return attached;
                },
                this::look);
  }

  private Finding<Attached> look(Attempted<Intent> attempted) {
    Intent intent = attempted.intent();
    return new AttachmentsOf(with.graph, context)
        .message(intent.draft()).stream()
            .filter(intent::is)
            .findFirst()
            .<Finding<Attached>>map(_ -> new Finding.Happened<>(new Attached(intent.file())))
            .orElseGet(Finding.Absent::new);
  }

  /**
   * The mail is made: nobody needs the uploads any more. Whatever goes wrong here, it is made; and
   * what stays expires.
   */
  void discard(List<FileToSend.Uploaded> uploads) {
    try {
      for (FileToSend.Uploaded upload : uploads) {
        claimed(upload.upload()).ifPresent(stored -> with.files.discard(context.command(), stored));
      }
    } catch (RuntimeException trouble) {
      log.atWarn()
          .addKeyValue("commandId", context.command().id())
          .addKeyValue("userId", context.command().user())
          .addKeyValue("operation", context.command().operation())
          .setCause(trouble)
          .log("Uploads of a mail that is made could not be removed; they stay until they expire");
    }
  }

  /** What the uploads of a command were called, and how large they are. */
  record Claimed(List<FileToSend.Uploaded> files) {
    Claimed {
      files = List.copyOf(files);
    }
  }

  /** That a file is there. */
  record Attached(String file) {}

  /**
   * What to look for, and where.
   *
   * @param size bytes of a large file: Exchange adds to them, and takes nothing away
   */
  record Intent(String draft, String file, @Nullable Long size) {

    boolean is(Attachment attachment) {
      return file.equalsIgnoreCase(attachment.name())
          && (size == null || attachment.size() == null || attachment.size() >= size);
    }
  }
}
