package dev.errand.schemas;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is to be done, as {@code note.create} or {@code mail.send-draft}. */
public record OperationName(String value) {

  private static final Pattern SHAPE = Pattern.compile("[a-z]{1,32}\\.[a-z]{1,32}(-[a-z]{1,32})?");
  private static final String TYPE_PREFIX = "dev.errand.";

  public OperationName {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("An operation name looks like note.create");
    }
  }

  /** The CloudEvents {@code type} of its commands, as {@code dev.errand.note.create}. */
  public String commandType() {
    return TYPE_PREFIX + value;
  }

  /** The CloudEvents {@code type} of its results, as {@code dev.errand.note.create.succeeded}. */
  public String resultType(Status status) {
    return TYPE_PREFIX + value + "." + status.wireName();
  }

  /** The {@code dataschema} of its commands. */
  public String dataSchema() {
    return "urn:errand:" + value + ":1";
  }

  /**
   * Reads a command's CloudEvents {@code type}.
   *
   * @throws IllegalArgumentException if it does not name an operation
   */
  public static OperationName ofCommandType(String type) {
    if (!type.startsWith(TYPE_PREFIX)) {
      throw new IllegalArgumentException("A command's type starts with " + TYPE_PREFIX);
    }
    return new OperationName(type.substring(TYPE_PREFIX.length()));
  }

  /** Whether a CloudEvents {@code type} could be that of a command. */
  public static boolean fitsCommandType(@Nullable String type) {
    return type != null
        && type.startsWith(TYPE_PREFIX)
        && SHAPE.matcher(type.substring(TYPE_PREFIX.length())).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
