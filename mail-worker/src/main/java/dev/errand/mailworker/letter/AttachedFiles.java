package dev.errand.mailworker.letter;

import dev.errand.mailworker.graph.NewAttachedFile;
import dev.errand.runtime.files.FileName;
import dev.errand.schemas.mail.NewAttachment;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
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

  /**
   * Larger ones need an upload session: https://learn.microsoft.com/graph/outlook-large-attachments
   */
  private static final long TOO_LARGE = 3_000_000;

  private AttachedFiles() {}

  static List<NewAttachedFile> of(@Nullable List<NewAttachment> asked) {
    List<NewAttachment> all = asked == null ? List.of() : asked;
    if (all.stream().anyMatch(attachment -> attachment.upload() != null)) {
      throw Invalid.because(
          "Uploaded files cannot be sent yet.", "Send the file in the command, if it is small.");
    }
    if (all.size() > MOST_FILES) {
      throw Invalid.because("The mail has more than 20 files.", "Put them into one archive.");
    }
    if (all.stream().mapToLong(AttachedFiles::size).sum() >= TOO_LARGE) {
      throw Invalid.because(
          "The files of the mail are 3 MB or more.", "Send links to the files in their place.");
    }
    Set<String> taken = new HashSet<>();
    List<NewAttachedFile> files = new ArrayList<>();
    for (NewAttachment attachment : all) {
      String name = free(FileName.of(given(attachment.name())), taken);
      files.add(new NewAttachedFile(name, type(attachment), given(attachment.content())));
    }
    return files;
  }

  /** The same files, none of them named as one of the others. */
  static List<NewAttachedFile> beside(List<NewAttachedFile> files, Collection<String> others) {
    Set<String> taken = new HashSet<>();
    others.forEach(name -> taken.add(name.toLowerCase(Locale.ROOT)));
    return files.stream()
        .map(
            file ->
                new NewAttachedFile(
                    free(FileName.of(file.name()), taken), file.contentType(), file.contentBytes()))
        .toList();
  }

  private static long size(NewAttachment attachment) {
    try {
      return Base64.getDecoder().decode(given(attachment.content())).length;
    } catch (IllegalArgumentException notBase64) {
      throw Invalid.because("A file is not in base64.", "Encode it in plain base64.");
    }
  }

  private static String type(NewAttachment attachment) {
    try {
      return MimeTypeUtils.parseMimeType(given(attachment.contentType())).toString();
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
