package dev.errand.mailworker.policy;

import dev.errand.runtime.http.HttpFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What Graph can say other than yes. Mail endpoints speak with the codes of Exchange Web Services,
 * wrapped in Graph's own: of the codes in one answer the innermost known one counts, and a known
 * code before the status, since the same code was seen with several.
 *
 * <p>Sources: https://learn.microsoft.com/graph/errors,
 * https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode, and
 * reports of answers that neither mentions; read 2026-09.
 */
enum GraphAnswer {
  TOKEN_REFUSED("InvalidAuthenticationToken"),
  SIGN_IN_AGAIN("insufficient_claims", "ErrorAccountDisabled"),
  NOT_ALLOWED("ErrorAccessDenied", "Authorization_RequestDenied", "accessDenied"),
  NOT_AS_THAT_SENDER("ErrorSendAsDenied"),
  THROTTLED(
      "ApplicationThrottled",
      "TooManyRequests",
      "activityLimitReached",
      "ErrorTooManyObjectsOpened",
      "CommandConcurrencyLimitReached"),
  SENT_TOO_MUCH(
      "ErrorExceededMessageLimit",
      "ErrorExceededHourlyMessageLimit",
      "ErrorExceededMaxRecipientLimit",
      "ErrorSubmissionQuotaExceeded"),
  SENDING_BLOCKED("ErrorMessageSubmissionBlocked", "ErrorMessageBlocked", "ErrorAccountSuspend"),
  MAILBOX_FULL("ErrorQuotaExceeded", "quotaLimitReached"),
  /** Also said, with any status, of mails that were sent. */
  UNAVAILABLE(
      "serviceNotAvailable",
      "generalException",
      "UnknownError",
      "ErrorServerBusy",
      "ErrorMailboxStoreUnavailable",
      "ErrorMailboxMoveInProgress",
      "ErrorMailboxFailover",
      "MailboxInfoStale",
      "ErrorInternalServerError",
      "ErrorInternalServerTransientError",
      "ErrorTimeoutExpired",
      "ErrorConnectionFailed",
      "ErrorInsufficientResources"),
  CHANGED_MEANWHILE("ErrorIrresolvableConflict", "ErrorStaleObject", "resourceModified"),
  /** Seen to come and go for the same user within hours. */
  NO_MAILBOX_YET("MailboxNotEnabledForRESTAPI", "ResourceNotFound", "extensionError"),
  NO_MAILBOX("ErrorNonExistentMailbox"),
  NOT_FOUND("ErrorItemNotFound", "ErrorFolderNotFound"),
  LIST_EXPIRED("SyncStateNotFound", "resyncRequired"),
  EXISTS("ErrorFolderExists"),
  NOT_ANSWERABLE("ErrorInvalidReferenceItem"),
  BAD_RECIPIENT("ErrorInvalidRecipients"),
  BAD_ID("ErrorInvalidIdMalformed"),
  TOO_LARGE("ErrorMessageSizeExceeded"),
  BAD_REQUEST(
      "InefficientFilter",
      "ErrorInvalidUrlQuery",
      "InvalidInternetMessageHeader",
      "ErrorMimeContentInvalid",
      "ErrorMimeContentInvalidBase64String");

  private static final int DEEPEST = 8;

  private static final Map<String, GraphAnswer> BY_CODE =
      Arrays.stream(values())
          .flatMap(answer -> answer.codes.stream().map(code -> Map.entry(lower(code), answer)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> codes;

  GraphAnswer(String... codes) {
    this.codes = List.of(codes);
  }

  static GraphAnswer of(HttpFailure failure) {
    return codes(failure)
        .flatMap(code -> Stream.ofNullable(BY_CODE.get(lower(code))))
        .reduce((outer, inner) -> inner)
        .orElseGet(() -> ofStatus(failure));
  }

  /** The codes of an answer, the outermost first. */
  private static Stream<String> codes(HttpFailure failure) {
    return Stream.iterate(failure.body().path("error"), JsonNode::isObject, GraphAnswer::inner)
        .limit(DEEPEST)
        .map(error -> error.path("code").asString(""));
  }

  /** Both spellings are in use. */
  private static JsonNode inner(JsonNode error) {
    JsonNode documented = error.path("innerError");
    return documented.isObject() ? documented : error.path("innererror");
  }

  private static GraphAnswer ofStatus(HttpFailure failure) {
    return switch (failure.status()) {
      case 401 -> TOKEN_REFUSED;
      // Without Graph's envelope it comes from something in front of Graph.
      case 403 -> failure.body().path("error").isObject() ? NOT_ALLOWED : UNAVAILABLE;
      case 404 -> NOT_FOUND;
      case 409, 412 -> CHANGED_MEANWHILE;
      case 410 -> LIST_EXPIRED;
      case 413 -> TOO_LARGE;
      case 408, 423 -> UNAVAILABLE;
      case 429, 509 -> THROTTLED;
      case 507 -> MAILBOX_FULL;
      default -> failure.status() >= 400 && failure.status() < 500 ? BAD_REQUEST : UNAVAILABLE;
    };
  }

  private static String lower(String code) {
    return code.toLowerCase(Locale.ROOT);
  }
}
