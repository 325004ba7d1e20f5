package dev.errand.sandbox.graph.odata;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error answer, thrown where it is found, however deep in a body or filter, and rendered in one
 * place. It has no stack trace: it is an answer, not a bug.
 */
public final class ODataError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private @Nullable String location;

  /**
   * @param status the HTTP status
   * @param code the provider's word for it, as in {@code ErrorItemNotFound}
   * @param message the provider's sentence for a developer
   */
  public ODataError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** The same error, with the address that helps. */
  public ODataError withLocation(String address) {
    ODataError located = new ODataError(status, code, String.valueOf(getMessage()));
    located.location = address;
    return located;
  }

  public Optional<String> location() {
    return Optional.ofNullable(location);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  static ODataError badRequest(String message) {
    return new ODataError(400, "BadRequest", message);
  }

  static ODataError body(String message) {
    return new ODataError(400, "RequestBodyRead", message);
  }

  static ODataError invalidFilter(String why) {
    return badRequest("Invalid filter clause: " + why);
  }

  static ODataError unsupportedFilter() {
    return new ODataError(
        400, "ErrorInvalidUrlQueryFilter", "The query filter contains one or more invalid nodes.");
  }
}
