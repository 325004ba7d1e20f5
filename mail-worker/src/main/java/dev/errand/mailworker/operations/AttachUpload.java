package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphUploads;
import dev.errand.mailworker.graph.GraphUploads.Opened;
import dev.errand.mailworker.graph.GraphUploads.Progress;
import dev.errand.mailworker.graph.NewUpload;
import dev.errand.mailworker.letter.FileToSend;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.runtime.files.StoredFile;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A file that was uploaded to us, on its way into a draft: a small one in one request, a large one
 * in the ranges of a session. For one file in one run.
 *
 * <p>A session takes its ranges one after the other and each once, and makes one attachment of them
 * with the last. So a range may be sent again, to the same session; only the last is an effect,
 * since it is what could make a second attachment in a second session. Whoever goes on, after a
 * crash or a lost answer, asks the session where it is; one that does not say so is told by what it
 * refuses, since no more than one range is ever under way.
 */
final class AttachUpload {

  private static final long SMALL = 3_000_000;

  private final Attaching with;
  private final OperationContext context;
  private final AttachFiles steps;
  private final StoredFile stored;

  AttachUpload(Attaching with, OperationContext context, AttachFiles steps, StoredFile stored) {
    this.with = with;
    this.context = context;
    this.steps = steps;
    this.stored = stored;
  }

  void attach(String step, Draft draft, FileToSend.Uploaded file) {
    Optional<UploadSession> session =
        file.size() < SMALL
            ? Optional.empty()
            : known(draft).map(this::asked).or(() -> opened(draft, file));
    session.ifPresentOrElse(
        begun -> finish(step, draft, file, upToTheLast(begun)), () -> small(step, draft, file));
  }

  private void small(String step, Draft draft, FileToSend.Uploaded file) {
    steps.once(
        step,
        new AttachFiles.Intent(draft.id(), file.name(), null),
        (stored.size() + 2) / 3 * 4, // in base64
        token ->
            with.withRoom(
                () -> {
                  byte[] whole = read(0, Math.toIntExact(stored.size()));
                  with.uploads.attach(token, draft.id(), file.name(), file.contentType(), whole);
                  return whole.length;
                }));
  }

  private Optional<UploadSession> known(Draft draft) {
    return with.files
        .secret(context.command(), stored)
        .flatMap(kept -> UploadSession.read(kept, draft.id()));
  }

  private UploadSession asked(UploadSession session) {
    return context.call("graph.upload.ask", _ -> with.uploads.ask(session.url())).stream()
        .mapToObj(place -> session.told(place, stored.size()))
        .findFirst()
        .orElse(session);
  }

  private Optional<UploadSession> opened(Draft draft, FileToSend.Uploaded file) {
    NewUpload wanted = new NewUpload(file.name(), file.size(), file.contentType());
    return switch (context.call(
        "graph.upload.open", token -> with.uploads.open(token, draft.id(), wanted))) {
      case Opened.Session(Secret url) -> Optional.of(keep(UploadSession.begun(draft.id(), url)));
      case Opened.TooSmall() -> Optional.empty();
      case Opened.Elsewhere() -> throw elsewhere();
    };
  }

  /** It would be so the next time as well. */
  private static OperationStopped elsewhere() {
    return OperationStopped.refused(
        Problem.of(
                ProblemCode.REFUSED_BY_PROVIDER,
                "Outlook wants the file at a server to which we send no files.")
            .detail("Files go to Microsoft's own servers only, and that one is not known as one.")
            .action("Send it as a link to the file."));
  }

  /** All ranges but the last. */
  private UploadSession upToTheLast(UploadSession begun) {
    UploadSession session = begun;
    while (stored.size() - session.place() > GraphUploads.RANGE) {
      session = afterOneRange(session);
    }
    return session;
  }

  private UploadSession afterOneRange(UploadSession session) {
    Cost cost = Cost.ONE_REQUEST.and(LimitUnit.UPLOADED_BYTES, GraphUploads.RANGE);
    return switch (context.call(
        "graph.upload.range", cost, _ -> send(session, GraphUploads.RANGE))) {
      case Progress.Next(long place) when place > session.place() -> keep(session.at(place));
      case Progress progress -> throw again(session, progress);
    };
  }

  private void finish(String step, Draft draft, FileToSend.Uploaded file, UploadSession session) {
    int length = Math.toIntExact(stored.size() - session.place());
    steps.once(
        step,
        new AttachFiles.Intent(draft.id(), file.name(), stored.size()),
        length,
        _ -> {
          switch (send(session, length)) {
            case Progress.Whole() -> {}
            case Progress progress -> throw again(session, progress);
          }
        });
  }

  private Progress send(UploadSession session, int length) {
    return with.withRoom(
        () ->
            with.uploads.send(
                session.url(), read(session.place(), length), session.place(), stored.size()));
  }

  /** It did not go on as it should: nothing is attached, and the next run knows where to begin. */
  private OperationStopped again(UploadSession session, Progress progress) {
    Secret kept =
        switch (progress) {
          case Progress.Next(long place) -> session.at(place).kept();
          case Progress.Elsewhere() ->
              session.elsewhere(stored.size()).map(UploadSession::kept).orElse(UploadSession.OVER);
          case Progress.Gone(), Progress.Whole() -> UploadSession.OVER;
        };
    with.files.keepSecret(context.command(), stored, kept);
    return Attaching.later();
  }

  private UploadSession keep(UploadSession session) {
    with.files.keepSecret(context.command(), stored, session.kept());
    return session;
  }

  private byte[] read(long from, int length) {
    try (InputStream bytes = with.files.read(context.command(), stored, from)) {
      byte[] read = new byte[length];
      if (bytes.readNBytes(read, 0, length) < length) {
        throw new IllegalStateException("The stored file is shorter than it was");
      }
      return read;
    } catch (IOException notNow) {
      throw Attaching.later();
    }
  }
}
