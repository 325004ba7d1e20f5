package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphContent;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.letter.Invalid;
import dev.errand.mailworker.letter.ItemId;
import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.runtime.files.FileStore;
import dev.errand.runtime.files.StoredFile;
import dev.errand.schemas.Command;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.mail.AttachmentContent;
import dev.errand.schemas.mail.AttachmentGet;
import dev.errand.schemas.mail.AttachmentKind;
import dev.errand.schemas.mail.Attachments;
import dev.errand.schemas.mail.Download;
import dev.errand.schemas.mail.MailOperations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code attachment.get}: a small attachment with its content; a large one is kept for its person
 * to download. However large it is, little of it is in memory at a time.
 */
public final class GetAttachment implements Operation {

  /** Each holds some 4 MB, for as long as Outlook and the store take. */
  private static final int AT_ONCE = 8;

  private final GraphMail graph;
  private final GraphContent contents;
  private final FileStore files;
  private final Room room;

  public GetAttachment(GraphMail graph, GraphContent contents, FileStore files) {
    this(graph, contents, files, new Room(AT_ONCE, Room.PATIENCE));
  }

  GetAttachment(GraphMail graph, GraphContent contents, FileStore files, Room room) {
    this.graph = graph;
    this.contents = contents;
    this.files = files;
    this.room = room;
  }

  @Override
  public OperationName name() {
    return MailOperations.ATTACHMENT_GET;
  }

  @Override
  public Object perform(OperationContext context) {
    AttachmentGet asked = context.input(AttachmentGet.class);
    ItemId.require(asked.message(), asked.attachment());
    Attachments.Attachment attachment =
        Told.attachment(
            context.call(
                "graph.attachment.get",
                token -> graph.attachment(token, asked.message(), asked.attachment())));
    if (attachment.kind() == AttachmentKind.LINK) {
      throw Invalid.because(
          "That is a link to a file elsewhere, not a file.", "Open the mail in Outlook.");
    }
    Optional<StoredFile> kept = files.kept(context.command());
    return kept.isPresent()
        ? toDownload(attachment, kept.get())
        : context.call(
            "graph.attachment.content",
            Cost.ONE_REQUEST,
            GraphContent.longer(attachment.size()),
            token -> {
              if (attachment.size() <= AttachmentContent.MAX_BYTES) {
                return read(context, token, asked, attachment);
              }
              try (Room.Place _ = room.take()) { // small ones do not wait behind large ones
                return read(context, token, asked, attachment);
              }
            });
  }

  private AttachmentContent read(
      OperationContext context,
      AccessToken token,
      AttachmentGet asked,
      Attachments.Attachment attachment) {
    return contents.read(
        token,
        asked.message(),
        asked.attachment(),
        body -> take(context.command(), attachment, body));
  }

  private AttachmentContent take(
      Command command, Attachments.Attachment attachment, InputStream body) throws IOException {
    byte[] begin = body.readNBytes(AttachmentContent.MAX_BYTES + 1);
    if (begin.length <= AttachmentContent.MAX_BYTES) {
      return told(attachment, begin.length, Base64.getEncoder().encodeToString(begin), null);
    }
    InputStream all = new SequenceInputStream(new ByteArrayInputStream(begin), body);
    return switch (files.keep(
        command, attachment.name(), type(attachment), attachment.size(), all)) {
      case FileStore.Kept.Here(StoredFile file) -> toDownload(attachment, file);
      case FileStore.Kept.TooLarge() ->
          throw Invalid.because(
              "That attachment is too large to be handed over.", "Open it in Outlook.");
      case FileStore.Kept.NoRoom() -> throw noRoom();
      case FileStore.Kept.Full() -> throw full();
    };
  }

  private static AttachmentContent toDownload(Attachments.Attachment attachment, StoredFile file) {
    return told(
        attachment,
        Math.toIntExact(file.size()),
        null,
        new Download(file.id().toString(), file.expiresAt()));
  }

  private static AttachmentContent told(
      Attachments.Attachment attachment,
      int size,
      @Nullable String content,
      @Nullable Download download) {
    return new AttachmentContent(
        attachment.attachment(),
        attachment.name(),
        type(attachment),
        attachment.inline(),
        size,
        content,
        download);
  }

  private static OperationStopped noRoom() {
    return OperationStopped.refused(
        Problem.of(
                ProblemCode.QUOTA_EXCEEDED,
                "There are as many files ready to be sent or downloaded as one may have.")
            .action("Download or delete some of them, or wait until they expire. Then ask again.")
            .canRetry());
  }

  /** Whoever is told so waits better than we do: to try again is to ask Outlook for all of it. */
  private static OperationStopped full() {
    return OperationStopped.refused(
        Problem.of(
                ProblemCode.QUOTA_EXCEEDED,
                "There is no room here for a file to download right now.")
            .detail("It is not about yours: all that people have here together is too much.")
            .action("Ask again later, or open the mail in Outlook.")
            .canRetry());
  }

  /** Outlook names no type for the mails that are attached, which come as MIME. */
  private static @Nullable String type(Attachments.Attachment attachment) {
    return attachment.kind() == AttachmentKind.ITEM && attachment.contentType() == null
        ? "message/rfc822"
        : attachment.contentType();
  }
}
