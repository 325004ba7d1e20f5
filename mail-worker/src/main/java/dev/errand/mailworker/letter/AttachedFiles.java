package dev.errand.mailworker.letter;

import dev.errand.pipeline.OperationStopped;
import dev.errand.runtime.files.FileId;
import dev.errand.runtime.files.FileName;
import dev.errand.schemas.mail.NewAttachment;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/**
 * Files to send along: named so that no two of one mail are called the same, in whatever case. That
 * is also how an attachment is found again.
 */
final class AttachedFiles {

  /** As many as a command may bring; each is a call. */
  private static final int MOST_FILES = 20;

  private AttachedFiles() {}

  /** What was asked for, if it can be sent as far as the command tells. */
  static List<NewAttachment> checked(@Nullable List<NewAttachment> asked) {
    List<NewAttachment> all = asked == null ? List.of() : asked;
    if (all.size() > MOST_FILES) {
      throw Invalid.because("The mail has more than 20 files.", "Put them into one archive.");
    }
    all.forEach(AttachedFiles::requireBase64);
    requireEachOnce(uploads(all));
    all.stream().map(NewAttachment::contentType).forEach(AttachedFiles::requireType);
    return all;
  }

  /** The files that were uploaded, in their order. */
  static List<FileId> uploads(List<NewAttachment> checked) {
    return checked.stream()
        .flatMap(attachment -> Stream.ofNullable(attachment.upload()))
        .map(id -> FileId.read(id).orElseThrow(AttachedFiles::noUpload))
        .toList();
  }

  private static OperationStopped noUpload() {
    return Invalid.because(
        "The id of an upload is none.", "Take it from the answer to the upload.");
  }

  private static void requireEachOnce(List<FileId> uploads) {
    if (uploads.stream().distinct().count() < uploads.size()) {
      throw Invalid.because("An upload is attached twice.", "Attach it once.");
    }
  }

  /**
   * The files under their names.
   *
   * @param uploads what is known of those that were uploaded, in their order
   * @param others names that are taken
   */
  static List<FileToSend> named(
      List<NewAttachment> checked, List<? extends FileToSend> uploads, Collection<String> others) {
    Iterator<? extends FileToSend> next = uploads.iterator();
    Set<String> taken = new HashSet<>();
    others.forEach(name -> taken.add(name.toLowerCase(Locale.ROOT)));
    List<FileToSend> files = new ArrayList<>();
    for (NewAttachment attachment : checked) {
      FileToSend file =
          attachment.upload() == null ? inline(attachment) : as(next.next(), attachment);
      files.add(file.named(free(FileName.of(file.name()), taken)));
    }
    return files;
  }

  /** Those that came with the command, no two called the same. */
  static List<FileToSend.Inline> inline(List<NewAttachment> checked) {
    return named(
            checked.stream().filter(attachment -> attachment.upload() == null).toList(),
            List.of(),
            List.of())
        .stream()
        .map(FileToSend.Inline.class::cast)
        .toList();
  }

  private static FileToSend inline(NewAttachment attachment) {
    return new FileToSend.Inline(
        given(attachment.name()),
        type(given(attachment.contentType())),
        given(attachment.content()));
  }

  /** As the command says it, and where it says nothing as it was uploaded. */
  private static FileToSend as(FileToSend uploaded, NewAttachment attachment) {
    return uploaded
        .named(Objects.requireNonNullElse(attachment.name(), uploaded.name()))
        .typed(type(Objects.requireNonNullElse(attachment.contentType(), uploaded.contentType())));
  }

  private static void requireBase64(NewAttachment attachment) {
    if (attachment.upload() != null) {
      return;
    }
    try {
      var _ = Base64.getDecoder().decode(given(attachment.content()));
    } catch (IllegalArgumentException notBase64) {
      throw Invalid.because("A file is not in base64.", "Encode it in plain base64.");
    }
  }

  private static void requireType(@Nullable String asked) {
    if (asked != null) {
      var _ = type(asked);
    }
  }

  private static String type(String asked) {
    try {
      return MimeTypeUtils.parseMimeType(asked).toString();
    } catch (InvalidMimeTypeException invalid) {
      throw Invalid.because(
          "The content type of a file is none.", "Give one like application/pdf.");
    }
  }

  /** The schema asks for it. */
  private static String given(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  private static String free(FileName name, Set<String> taken) {
    for (int copy = 1; ; copy++) {
      String candidate = name.copy(copy);
      if (taken.add(candidate.toLowerCase(Locale.ROOT))) {
        return candidate;
      }
    }
  }
}
