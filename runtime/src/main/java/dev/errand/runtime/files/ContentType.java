package dev.errand.runtime.files;

import org.jspecify.annotations.Nullable;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** A media type as it is told by whoever brings a file, made fit for a header. */
final class ContentType {

  private static final int LONGEST = 127; // as in a command

  private ContentType() {}

  /** The type without its parameters, but for the charset; what is none is unknown. */
  static String of(@Nullable String told) {
    try {
      MimeType type = MimeTypeUtils.parseMimeType(told == null ? "" : told);
      String plain =
          type.getCharset() == null
              ? type.getType() + "/" + type.getSubtype()
              : new MimeType(type.getType(), type.getSubtype(), type.getCharset()).toString();
      return type.isConcrete() && plain.length() <= LONGEST ? plain : StoredFile.UNKNOWN_TYPE;
    } catch (InvalidMimeTypeException none) {
      return StoredFile.UNKNOWN_TYPE;
    }
  }
}
