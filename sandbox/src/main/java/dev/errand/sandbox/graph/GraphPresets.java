package dev.errand.sandbox.graph;

import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.fault.Presets;
import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.http.Reply;
import java.time.Duration;

/**
 * What has been seen to go wrong with Graph mail, by name. Those ending in {@code _after_accept}
 * leave the effect.
 */
record GraphPresets(Answers answers) {

  private static final Duration SHORT = Duration.ofMillis(1500);

  private static final String CLAIMS =
      "Bearer realm=\"\","
          + " authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\","
          + " error=\"insufficient_claims\","
          + " claims=\"eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNzAwMDAwMDAwIn19fQ==\"";

  void addTo(Presets presets) {
    accepted(presets);
    garbled(presets);
    throttled(presets);
    unavailable(presets);
    refused(presets);
  }

  /**
   * Answers that sound like failure although the mail goes out: msgraph-sdk-java#1487, Q&A 2286986
   * and 5629476.
   */
  private void accepted(Presets presets) {
    presets.add("graph.504_after_accept", Fault.answer(Point.AFTER, Reply.empty(504)));
    presets.add("graph.reset_after_accept", Fault.reset(Point.AFTER));
    presets.add("graph.silence_after_accept", Fault.ignore(Point.AFTER));
    presets.add(
        "graph.202_retry_after",
        Fault.replace("", Point.AFTER, real -> real.withHeader("retry-after", "5")));
    presets.add("graph.429_after_accept", throttle(Point.AFTER, RetryAfterShape.SECONDS));
    presets.add(
        "graph.429_retry_after_decimal_after_accept",
        throttle(Point.AFTER, RetryAfterShape.DECIMAL));
    presets.add(
        "graph.429_retry_after_list_after_accept", throttle(Point.AFTER, RetryAfterShape.LIST));
    presets.add(
        "graph.429_retry_after_date_after_accept", throttle(Point.AFTER, RetryAfterShape.DATE));
    presets.add(
        "graph.429_retry_after_absent_after_accept", throttle(Point.AFTER, RetryAfterShape.ABSENT));
    presets.add(
        "graph.503_after_accept",
        error(Point.AFTER, 503, "serviceNotAvailable", "The service is unavailable."));
    presets.add(
        "graph.500_after_accept",
        error(
            Point.AFTER,
            500,
            "ErrorInternalServerError",
            "An internal server error occurred. The operation failed."));
    presets.add("graph.503_mailbox_info_stale_after_accept", stale(Point.AFTER));
    presets.add("graph.500_transient_after_accept", transientError(Point.AFTER));
    presets.add("graph.404_mailbox_not_enabled_after_accept", noMailboxYet(Point.AFTER));
  }

  /** Answers that are hard to read: the effect is there, too. */
  private void garbled(Presets presets) {
    presets.add("graph.drip", Fault.drip(16, Duration.ofMillis(250)));
    presets.add("graph.slow_after_accept", Fault.delay(Point.AFTER, Duration.ofSeconds(20)));
    presets.add(
        "graph.empty_body", Fault.replace("", Point.AFTER, real -> Reply.empty(real.status())));
    presets.add(
        "graph.504_unknown_error_after_accept", error(Point.AFTER, 504, "UnknownError", ""));
    presets.add("graph.408_after_accept", Fault.answer(Point.AFTER, Reply.empty(408)));
    presets.add(
        "graph.502_after_accept",
        Fault.answer(Point.AFTER, Reply.html(502, "<html>Bad Gateway</html>")));
  }

  private void throttled(Presets presets) {
    presets.add(
        "graph.429_too_many_objects",
        error(
            Point.BEFORE,
            429,
            "ErrorTooManyObjectsOpened",
            "Too many concurrent connections opened."));
    presets.add("graph.429", throttle(Point.BEFORE, RetryAfterShape.SECONDS));
    presets.add("graph.429_retry_after_decimal", throttle(Point.BEFORE, RetryAfterShape.DECIMAL));
    presets.add("graph.429_retry_after_list", throttle(Point.BEFORE, RetryAfterShape.LIST));
    presets.add("graph.429_retry_after_date", throttle(Point.BEFORE, RetryAfterShape.DATE));
    presets.add("graph.429_retry_after_absent", throttle(Point.BEFORE, RetryAfterShape.ABSENT));
    presets.add(
        "graph.exceeded_message_limit",
        error(
            Point.BEFORE,
            403,
            "ErrorExceededMessageLimit",
            "Cannot send mail. Daily Message/Recipient limit exceeded. Follow the instructions in"
                + " your Inbox to verify your account."));
  }

  private void unavailable(Presets presets) {
    presets.add("graph.reset_before", Fault.reset(Point.BEFORE));
    presets.add("graph.504_before", Fault.answer(Point.BEFORE, Reply.empty(504)));
    presets.add("graph.503_mailbox_info_stale", stale(Point.BEFORE));
    presets.add(
        "graph.503_server_busy",
        error(
            Point.BEFORE,
            503,
            "ErrorServerBusy",
            "The server cannot service this request right now. Try again later."));
    presets.add("graph.500_transient", transientError(Point.BEFORE));
  }

  private void refused(Presets presets) {
    presets.add("graph.404_mailbox_not_enabled", noMailboxYet(Point.BEFORE));
    presets.add(
        "graph.410_sync_state_not_found",
        error(Point.BEFORE, 410, "SyncStateNotFound", "The sync state generation is not found."));
    presets.add(
        "graph.410_resync_required",
        error(
            Point.BEFORE,
            410,
            "resyncRequired",
            "Resync required. Replace any local items with the server's version."));
    presets.add(
        "graph.400_inefficient_filter",
        error(
            Point.BEFORE,
            400,
            "InefficientFilter",
            "The restriction or sort order is too complex for this operation."));
    presets.add(
        "graph.507_quota",
        error(
            Point.BEFORE,
            507,
            "ErrorQuotaExceeded",
            "The mailbox has exceeded its storage quota."));
    presets.add("graph.401_claims_challenge", claimsChallenge());
  }

  private Fault stale(Point point) {
    return error(point, 503, "MailboxInfoStale", "Mailbox info is stale.");
  }

  private Fault transientError(Point point) {
    return error(
        point,
        500,
        "ErrorInternalServerTransientError",
        "An internal server error occurred. Try again later.");
  }

  private Fault noMailboxYet(Point point) {
    return error(
        point,
        404,
        "MailboxNotEnabledForRESTAPI",
        "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
  }

  private Fault error(Point point, int status, String code, String message) {
    ODataError error = new ODataError(status, code, message);
    return Fault.replace(code, point, _ -> stamped(error));
  }

  private Fault throttle(Point point, RetryAfterShape shape) {
    ODataError error =
        new ODataError(
            429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.");
    return Fault.replace(
        error.code(), point, _ -> shape.write(stamped(error), SHORT, answers.clock().instant()));
  }

  private Fault claimsChallenge() {
    ODataError error =
        new ODataError(
            401,
            "InvalidAuthenticationToken",
            "Continuous access evaluation resulted in challenge with result: InteractionRequired"
                + " and code: TokenCreatedWithOutdatedPolicies");
    return Fault.replace(
        error.code(), Point.BEFORE, _ -> stamped(error).withHeader("www-authenticate", CLAIMS));
  }

  private Reply stamped(ODataError error) {
    Answers.Ids ids = Answers.Ids.own();
    return answers.stamped(answers.error(error, ids), ids);
  }
}
