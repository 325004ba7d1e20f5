package dev.errand.mailworker.letter;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.ItemBody;
import dev.errand.mailworker.graph.NewAttachedFile;
import dev.errand.mailworker.graph.NewMessage;
import dev.errand.mailworker.graph.Recipient;
import dev.errand.runtime.files.FileId;
import dev.errand.schemas.mail.BodyType;
import dev.errand.schemas.mail.ConvertedAddress;
import dev.errand.schemas.mail.Importance;
import dev.errand.schemas.mail.MailDraft;
import dev.errand.schemas.mail.MailForward;
import dev.errand.schemas.mail.MailReply;
import dev.errand.schemas.mail.MailSend;
import dev.errand.schemas.mail.NewAttachment;
import dev.errand.schemas.mail.Wording;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mail that may be sent: every part of it was checked, and HTML made harmless.
 *
 * @param converted which addresses are not sent to as they were written
 */
public record Letter(
    String subject,
    ItemBody body,
    List<Recipient> to,
    List<Recipient> cc,
    List<Recipient> bcc,
    Importance importance,
    List<NewAttachment> attachments,
    List<ConvertedAddress> converted) {

  public static final int MOST_RECIPIENTS = MailSend.MOST_RECIPIENTS;

  /** Graph refuses writes of more than about 4 MB; this leaves room for escapes and recipients. */
  private static final int LARGEST_BODY = 2_000_000;

  /** An answer has the one that follows from the mail. */
  private static final String NO_SUBJECT = "";

  public Letter {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    attachments = List.copyOf(attachments);
    converted = List.copyOf(converted);
  }

  /**
   * Checks what was asked for.
   *
   * @throws dev.errand.pipeline.OperationStopped if it cannot be sent as it is
   */
  public static Letter of(MailSend asked) {
    Letter letter = written(asked);
    if (letter.recipients() == 0) {
      throw Invalid.because("The mail has no recipient.", "Say whom it is for.");
    }
    return letter;
  }

  /** As {@link #of(MailSend)}, but it need not be for anybody yet. */
  public static Letter of(MailDraft asked) {
    return written(
        new MailSend(
            Objects.requireNonNullElse(asked.to(), List.of()),
            asked.cc(),
            asked.bcc(),
            asked.subject(),
            asked.body(),
            asked.bodyType(),
            asked.importance(),
            asked.attachments()));
  }

  /** What is written above a mail, and who gets the answer besides those that the mail names. */
  public static Letter of(MailReply asked) {
    return written(
        new MailSend(
            List.of(),
            asked.cc(),
            asked.bcc(),
            NO_SUBJECT,
            asked.body(),
            asked.bodyType(),
            asked.importance(),
            asked.attachments()));
  }

  /** What is written above a mail, and whom it is passed on to. */
  public static Letter of(MailForward asked) {
    if (asked.to().isEmpty()) {
      throw Invalid.because("The mail has no recipient.", "Say whom it is for.");
    }
    return written(
        new MailSend(
            asked.to(),
            asked.cc(),
            asked.bcc(),
            NO_SUBJECT,
            Objects.requireNonNullElse(asked.body(), ""),
            asked.bodyType(),
            asked.importance(),
            asked.attachments()));
  }

  private static Letter written(MailSend asked) {
    Letter letter =
        new Letter(
            Read.as(Wording.SUBJECT, "The subject", asked.subject()),
            body(asked.body(), Objects.requireNonNullElse(asked.bodyType(), BodyType.TEXT)),
            Addresses.recipients("to", asked.to()),
            Addresses.recipients("cc", asked.cc()),
            Addresses.recipients("bcc", asked.bcc()),
            Objects.requireNonNullElse(asked.importance(), Importance.NORMAL),
            AttachedFiles.checked(asked.attachments()),
            converted(asked));
    if (letter.recipients() > MOST_RECIPIENTS) {
      throw Invalid.because(
          "The mail has more than 500 recipients.", "Send it to a distribution list.");
    }
    return letter;
  }

  private static ItemBody body(String body, BodyType type) {
    String asked = Read.as(Wording.BODY, "The body", body);
    String written = type == BodyType.HTML ? SafeHtml.of(asked) : asked;
    if (size(written) > LARGEST_BODY) {
      throw Invalid.because(
          "The body is longer than 2 MB.", "Write it anew, or attach it as a file.");
    }
    return new ItemBody(type == BodyType.HTML ? "html" : "text", written);
  }

  /** Those that travel in another form than they are written, each once. */
  private static List<ConvertedAddress> converted(MailSend asked) {
    List<ConvertedAddress> converted =
        Stream.of(
                Optional.of(asked.to()),
                Optional.ofNullable(asked.cc()),
                Optional.ofNullable(asked.bcc()))
            .flatMap(Optional::stream)
            .flatMap(List::stream)
            .flatMap(address -> Addresses.converted(address).stream())
            .distinct()
            .toList();
    if (converted.size() > ConvertedAddress.MOST) {
      throw Invalid.because(
          "More than 100 addresses of the mail have letters beyond ASCII in their domains.",
          "Write the domains in their xn-- form.");
    }
    return converted;
  }

  /** The draft of it, with a property by which it can be found again. */
  public NewMessage draft(ExtendedProperty mark) {
    return message(mark, null);
  }

  /** All of it, with the files that came with the command. */
  public NewMessage whole(ExtendedProperty mark) {
    List<NewAttachedFile> files =
        AttachedFiles.inline(attachments).stream().map(FileToSend.Inline::attached).toList();
    return message(mark, files.isEmpty() ? null : files);
  }

  private NewMessage message(ExtendedProperty mark, @Nullable List<NewAttachedFile> attached) {
    return new NewMessage(subject, body, to, cc, bcc, importanceInGraph(), List.of(mark), attached);
  }

  public String importanceInGraph() {
    return importance.name().toLowerCase(Locale.ROOT);
  }

  /** The body above that quote; absent if nothing is written above it. */
  public @Nullable ItemBody above(ItemBody quote) {
    String written = Objects.requireNonNullElse(body.content(), "");
    return written.isBlank() ? null : AboveQuote.join(body, quote);
  }

  /** The files of it that were uploaded before, in their order. */
  public List<FileId> uploads() {
    return AttachedFiles.uploads(attachments);
  }

  /**
   * All files of it, no two called the same.
   *
   * @param uploads what is known of {@link #uploads()}
   * @param others what is attached already, which has its names
   */
  public List<FileToSend> files(List<? extends FileToSend> uploads, Collection<String> others) {
    return AttachedFiles.named(attachments, uploads, others);
  }

  public int recipients() {
    return to.size() + cc.size() + bcc.size();
  }

  /** Bytes of the draft without its files, about. */
  public long size() {
    return size(subject) + size(Objects.requireNonNullElse(body.content(), ""));
  }

  /** Bytes of all of it on the wire, about: quotes and line ends take two. */
  public long wholeSize() {
    String text = Objects.requireNonNullElse(body.content(), "");
    long escaped = text.chars().filter(c -> c == '"' || c == '\\' || c < ' ').count();
    long attached =
        AttachedFiles.inline(attachments).stream().mapToLong(file -> file.content().length()).sum();
    return size() + escaped + attached;
  }

  private static long size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
