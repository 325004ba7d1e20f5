package dev.errand.noteworker.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Failure.InDoubt;
import dev.errand.pipeline.Failure.RefreshToken;
import dev.errand.pipeline.Failure.Refused;
import dev.errand.pipeline.Failure.RetryLater;
import dev.errand.pipeline.Failure.Scope;
import dev.errand.pipeline.Limit;
import dev.errand.runtime.http.NoAnswer;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bodies are Notion's own, from https://developers.notion.com/reference/status-codes,
 * /reference/request-limits and recorded exchanges.
 */
class NotionPolicyTest {

  private static final ConnectionFacts CONNECTION =
      new ConnectionFacts(
          new UserId("alice"), Provider.NOTION, "c", 1, "bot", "w", Set.of(), Map.of());

  private static final OneAnswer NOTION = new OneAnswer();

  private final NotionPolicy policy = new NotionPolicy();

  @AfterAll
  static void stop() {
    NOTION.close();
  }

  @Test
  void aRefusedTokenIsRefreshed() {
    assertThat(answered(401, error("unauthorized", "API token is invalid.")))
        .isEqualTo(new RefreshToken());
  }

  @ParameterizedTest
  @CsvSource({
    "400, validation_error, body failed validation: body.children.length should be ≤ `100`,"
        + " REFUSED_BY_PROVIDER, false",
    "400, validation_error, Can't edit block that is archived. You must unarchive the block before"
        + " editing., CONFLICT, true",
    "400, validation_error, 'query failed validation: query.start_cursor should be a valid uuid',"
        + " INVALID_COMMAND, false",
    "400, invalid_json, Error parsing JSON body., REFUSED_BY_PROVIDER, false",
    "400, missing_version, Notion-Version header failed validation, REFUSED_BY_PROVIDER, false",
    "403, restricted_resource, Insufficient permissions for this endpoint., MISSING_PERMISSION,"
        + " true",
    "403, restricted_resource, This workspace has reached its block limit., QUOTA_EXCEEDED, true",
    "404, object_not_found, Could not find page with ID: x. Make sure the relevant pages are"
        + " shared., NOT_FOUND, false",
    "409, row_limit_exceeded, The data source has too many rows., REFUSED_BY_PROVIDER, true",
    "501, not_implemented, This is not done here., REFUSED_BY_PROVIDER, false"
  })
  void whatCanNeverSucceedIsRefusedWithANextStep(
      int status, String code, String message, ProblemCode expected, boolean retryable) {
    Problem problem = refused(answered(status, error(code, message)));
    assertThat(problem.code()).isEqualTo(expected);
    assertThat(problem.retryable()).isEqualTo(retryable);
    assertThat(problem.title()).isNotBlank();
    assertThat(problem.action()).isNotBlank();
    assertThat(problem.providerRequestId()).isEqualTo("a-request");
    assertThat(problem.toString()).doesNotContain(message);
  }

  @Test
  void aConflictOfTransactionsIsTriedAgain() {
    assertThat(answered(409, error("conflict_error", "The transaction could not be completed.")))
        .isEqualTo(new RetryLater(WaitCause.RETRY, Scope.USER, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "429, rate_limited, public_api_request_rate_limit, USER",
    "429, rate_limited, public_api_endpoint_rate_limit, USER",
    "429, rate_limited, a_reason_of_tomorrow, USER",
    "429, rate_limited, public_api_space_request_rate_limit, WORKSPACE",
    "529, service_overload, '', USER"
  })
  void whoIsThrottledStaysAwayAsLongAsNotionSays(
      int status, String code, String reason, Scope scope) {
    String body =
        """
        {"object":"error","status":%d,"code":"%s","message":"You have been rate limited.",
         "additional_data":{"rate_limit_reason":"%s","retry_after":"17"}}
        """
            .formatted(status, code, reason);
    assertThat(policy.classify(NOTION.thrownFor(status, Map.of("Retry-After", "17"), body)))
        .isEqualTo(
            new RetryLater(WaitCause.RATE_LIMITED, scope, Optional.of(Duration.ofSeconds(17))));
  }

  @Test
  void whoIsBlockedDoesNotTryAgain() {
    String body =
        """
        {"object":"error","status":429,"code":"rate_limited","message":"Blocked.",
         "additional_data":{"rate_limit_reason":"public_api_request_blocked"}}
        """;
    assertThat(refused(answered(429, body)).retryable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "500, internal_server_error",
    "503, service_unavailable",
    "503, database_connection_unavailable",
    "504, gateway_timeout"
  })
  void whatMayHaveBeenSavedIsInDoubt(int status, String code) {
    assertThat(answered(status, error(code, "Please try again later.")))
        .isEqualTo(new InDoubt(WaitCause.PROVIDER_OUTAGE, Scope.USER, Optional.empty()));
  }

  @Test
  void aGatewayThatDoesNotSpeakJsonLeavesDoubtToo() {
    assertThat(answered(502, "<html><h1>502 Bad Gateway</h1></html>")).isInstanceOf(InDoubt.class);
    assertThat(answered(504, "")).isInstanceOf(InDoubt.class);
  }

  @Test
  void theEdgeInFrontOfNotionIsNotNotion() {
    Map<String, String> headers = Map.of("cf-ray", "8f0", "Content-Type", "text/html");
    assertThat(policy.classify(NOTION.thrownFor(403, headers, "<html>Blocked</html>")))
        .isInstanceOf(RetryLater.class);
  }

  @Test
  void silenceIsDoubtOnlyIfTheRequestWasSent() {
    assertThat(policy.classify(new NoAnswer(true, "no answer in time")))
        .isInstanceOf(InDoubt.class);
    assertThat(policy.classify(new NoAnswer(false, "no connection")))
        .isInstanceOf(RetryLater.class);
  }

  @Test
  void aBugIsNoAnswerOfNotion() {
    IllegalStateException bug = new IllegalStateException("bug");
    assertThatThrownBy(() -> policy.classify(bug)).isSameAs(bug);
  }

  @ParameterizedTest
  @CsvSource({"'', 180, 36", "other, 180, 36", "'other,w', 600, 120", "*, 600, 120"})
  void thePlanOfItsWorkspaceDecidesHowMuchMayBeSentInAMinute(
      String large, long amount, long reserved) {
    Limit limit = new NotionPolicy(Set.of(large.split(","))).limits(CONNECTION).getFirst();
    assertThat(limit.amount()).isEqualTo(amount);
    assertThat(limit.reserved()).isEqualTo(reserved);
    assertThat(limit.window()).isEqualTo(Duration.ofSeconds(60));
  }

  private Failure answered(int status, String body) {
    return policy.classify(
        NOTION.thrownFor(status, Map.of("x-notion-request-id", "a-request"), body));
  }

  private static Problem refused(Failure failure) {
    assertThat(failure).isInstanceOf(Refused.class);
    return ((Refused) failure).problem();
  }

  private static String error(String code, String message) {
    return """
    {"object":"error","status":0,"code":"%s","message":"%s","request_id":"a-request"}
    """
        .formatted(code, message);
  }
}
