package dev.errand.mailworker.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.errand.mailworker.graph.CannedGraph;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.engine.EngineSettings;
import dev.errand.runtime.http.NoAnswer;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * One table: what Graph says, and what follows. Envelope and codes from
 * https://learn.microsoft.com/graph/errors and the Exchange response codes; the pairs of status and
 * code are those of the reports that {@link GraphPolicy} and {@link GraphAnswer} name.
 */
class GraphPolicyTest {

  private static final GraphPolicy POLICY = new GraphPolicy();
  private static final Duration MEMORY = EngineSettings.defaults().handover().usageMemory();

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static CannedGraph graph;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static GraphMail mail;

  @BeforeAll
  static void start() throws IOException {
    graph = new CannedGraph();
    mail = graph.mail();
  }

  @AfterAll
  static void stop() {
    graph.close();
  }

  private static Failure failure(int status, Map<String, String> headers, String body) {
    graph.answer(status, headers, body);
    return POLICY.classify(
        Objects.requireNonNull(
            catchThrowableOfType(
                RuntimeException.class, () -> mail.send(CannedGraph.token(), "m"))));
  }

  private static Failure failure(int status, String code) {
    return failure(status, Map.of(), envelope(code, "{}"));
  }

  private static String envelope(String code, String inner) {
    return "{\"error\": {\"code\": \"%s\", \"message\": \"canary of somebody's mail\","
            .formatted(code)
        + " \"innerError\": "
        + inner
        + "}}";
  }

  private static Problem refusal(Failure failure) {
    return ((Failure.Refused) failure).problem();
  }

  @ParameterizedTest
  @CsvSource({
    "429, ApplicationThrottled",
    "429, TooManyRequests",
    "429, activityLimitReached",
    "429, ErrorTooManyObjectsOpened",
    "429, ''",
    "500, CommandConcurrencyLimitReached",
    "500, ApplicationThrottled",
    "500, ErrorInternalServerError",
    "500, ErrorInternalServerTransientError",
    "500, generalException",
    "502, ''",
    "503, serviceNotAvailable",
    "503, ErrorServerBusy",
    "503, MailboxInfoStale",
    "503, ErrorMailboxMoveInProgress",
    "504, UnknownError",
    "504, ''",
    "509, ''",
    "408, ''",
    "423, locked",
    "400, ErrorTimeoutExpired",
    "409, ErrorIrresolvableConflict",
    "404, MailboxNotEnabledForRESTAPI",
    "404, ResourceNotFound",
    "412, ErrorStaleObject",
    "412, ''"
  })
  void whatMayHaveBeenDoneIsInDoubt(int status, String code) {
    assertThat(failure(status, code)).isInstanceOf(Failure.InDoubt.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 408, 429, 403, 302})
  void anAnswerWithoutABodyIsInDoubt(int status) {
    assertThat(failure(status, Map.of(), "")).isInstanceOf(Failure.InDoubt.class);
    assertThat(failure(status, Map.of(), "<html>Gateway</html>"))
        .isInstanceOf(Failure.InDoubt.class);
  }

  @ParameterizedTest
  @CsvSource({
    "401, InvalidAuthenticationToken, RefreshToken",
    "401, '', RefreshToken",
    "403, insufficient_claims, ReconnectNeeded",
    "403, ErrorAccountDisabled, ReconnectNeeded",
    "429, ErrorExceededMessageLimit, RetryLater",
    "403, ErrorExceededMessageLimit, RetryLater",
    "400, ErrorExceededMessageLimit, RetryLater",
    "400, ErrorSubmissionQuotaExceeded, RetryLater",
    "400, ErrorExceededHourlyMessageLimit, RetryLater"
  })
  void whatWasNotDoneSaysWhatHelps(int status, String code, String kind) {
    assertThat(failure(status, code).getClass().getSimpleName()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "403, ErrorAccessDenied, MISSING_PERMISSION",
    "403, Authorization_RequestDenied, MISSING_PERMISSION",
    "403, somethingNew, MISSING_PERMISSION",
    "403, ErrorSendAsDenied, MISSING_PERMISSION",
    "403, ErrorMessageSubmissionBlocked, REFUSED_BY_PROVIDER",
    "403, ErrorAccountSuspend, REFUSED_BY_PROVIDER",
    "507, '', MAILBOX_FULL",
    "507, quotaLimitReached, MAILBOX_FULL",
    "500, ErrorQuotaExceeded, MAILBOX_FULL",
    "404, ErrorItemNotFound, NOT_FOUND",
    "404, ErrorFolderNotFound, NOT_FOUND",
    "404, '', NOT_FOUND",
    "404, ErrorNonExistentMailbox, NOT_FOUND",
    "410, SyncStateNotFound, CONFLICT",
    "409, ErrorFolderExists, CONFLICT",
    "400, ErrorInvalidRecipients, INVALID_COMMAND",
    "400, ErrorInvalidIdMalformed, INVALID_COMMAND",
    "413, '', INVALID_COMMAND",
    "413, ErrorMessageSizeExceeded, INVALID_COMMAND",
    "400, InefficientFilter, REFUSED_BY_PROVIDER",
    "400, ErrorInvalidUrlQuery, REFUSED_BY_PROVIDER",
    "400, ErrorMimeContentInvalidBase64String, REFUSED_BY_PROVIDER",
    "400, BadRequest, REFUSED_BY_PROVIDER",
    "405, '', REFUSED_BY_PROVIDER",
    "406, '', REFUSED_BY_PROVIDER",
    "415, '', REFUSED_BY_PROVIDER",
    "422, '', REFUSED_BY_PROVIDER"
  })
  void aRefusalNamesItsProblemAndTheNextStep(int status, String code, ProblemCode expected) {
    Problem problem = refusal(failure(status, code));
    assertThat(problem.code()).isEqualTo(expected);
    assertThat(problem.title()).endsWith(".");
    assertThat(problem.action()).isNotBlank();
    assertThat(problem.toString()).doesNotContain("canary");
  }

  @Test
  void theInnermostKnownCodeCounts() {
    String body =
        envelope(
            "BadRequest",
            "{\"code\": \"ErrorQuotaExceeded\", \"innererror\": {\"code\": \"unheardOf\"}}");
    assertThat(refusal(failure(400, Map.of(), body)).code()).isEqualTo(ProblemCode.MAILBOX_FULL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\": \"invalid_grant\"}",
        "{\"error\": {\"code\": 7, \"innerError\": []}}",
        "{\"error\": {\"code\": null}}",
        "[1]",
        "\"text\""
      })
  void anEnvelopeOfAnotherShapeIsJudgedByItsStatus(String body) {
    assertThat(failure(503, Map.of(), body)).isInstanceOf(Failure.InDoubt.class);
    assertThat(refusal(failure(400, Map.of(), body)).code())
        .isEqualTo(ProblemCode.REFUSED_BY_PROVIDER);
  }

  @Test
  void anEnvelopeWithoutEndEnds() {
    String deep = "{\"code\": \"x\"}";
    for (int i = 0; i < 200; i++) {
      deep = "{\"code\": \"x\", \"innerError\": " + deep + "}";
    }
    assertThat(refusal(failure(400, Map.of(), envelope("x", deep))).code())
        .isEqualTo(ProblemCode.REFUSED_BY_PROVIDER);
  }

  /** Decimal as in microsoft-graph-docs "throttling", list as kiota-java reads it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"2.128 | 2128", "31,120 | 120000", "0 | 0", "999999 | 3600000", "-5 | 0"})
  void itStaysAwayAsLongAsGraphAsks(String header, long millis) {
    Failure.InDoubt doubt =
        (Failure.InDoubt)
            failure(429, Map.of("Retry-After", header), envelope("ApplicationThrottled", "{}"));
    assertThat(doubt.after()).contains(Duration.ofMillis(millis));
    assertThat(doubt.scope()).isEqualTo(Failure.Scope.USER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", ""})
  void withoutAReadableWishItIsOurOwnToDecide(String header) {
    Failure.InDoubt doubt = (Failure.InDoubt) failure(503, Map.of("Retry-After", header), "");
    assertThat(doubt.after()).isEmpty();
  }

  @Test
  void aDailyLimitWaitsForHours() {
    Failure.RetryLater later = (Failure.RetryLater) failure(429, "ErrorExceededMessageLimit");
    assertThat(later.after())
        .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofHours(1)));
    assertThat(later.only()).contains(LimitUnit.MESSAGES);
  }

  @Test
  void theProvidersRequestIdIsHandedOn() {
    assertThat(
            refusal(failure(400, Map.of("request-id", "r-1"), envelope("BadRequest", "{}")))
                .providerRequestId())
        .isEqualTo("r-1");
    assertThat(
            refusal(failure(400, Map.of(), envelope("BadRequest", "{\"request-id\": \"r-2\"}")))
                .providerRequestId())
        .isEqualTo("r-2");
  }

  @Test
  void silenceIsInDoubtUnlessNothingWasSent() {
    assertThat(POLICY.classify(new NoAnswer(true, "x"))).isInstanceOf(Failure.InDoubt.class);
    assertThat(POLICY.classify(new NoAnswer(false, "x"))).isInstanceOf(Failure.RetryLater.class);
  }

  @Test
  void aFaultOfOursStaysOne() {
    IllegalStateException bug = new IllegalStateException("bug");
    assertThatThrownBy(() -> POLICY.classify(bug)).isSameAs(bug);
  }

  @Test
  void theDocumentedLimitsAreKeptWithAShareForPeopleWhoWait() {
    Map<LimitUnit, Limit> limits =
        POLICY.limits(CannedGraph.token().connection()).stream()
            .collect(java.util.stream.Collectors.toMap(Limit::unit, limit -> limit));
    assertThat(limits.get(LimitUnit.REQUESTS))
        .returns(10_000L, Limit::amount)
        .returns(Duration.ofMinutes(10), Limit::window);
    assertThat(limits.get(LimitUnit.UPLOADED_BYTES))
        .returns(150_000_000L, Limit::amount)
        .returns(Duration.ofMinutes(5), Limit::window);
    assertThat(limits.get(LimitUnit.MESSAGES))
        .returns(30L, Limit::amount)
        .returns(29L, Limit::ofBulk)
        .returns(true, Limit::even)
        .returns(Duration.ofMinutes(1), Limit::window);
    assertThat(limits.get(LimitUnit.RECIPIENTS))
        .returns(10_000L, Limit::amount)
        .returns(9_500L, Limit::ofBulk)
        .returns(Duration.ofDays(1), Limit::window);
    assertThat(limits.values()).allMatch(limit -> limit.reserved() > 0);
    assertThat(limits.values())
        .as("a successor remembers what was sent for as long")
        .noneMatch(limit -> limit.window().compareTo(MEMORY) > 0);
    assertThat(Optional.of(POLICY.callTimeout())).isPresent();
  }

  @Test
  void eachLimitIsASettingWhoseDefaultIsTheDocumentedOne() {
    assertThat(bound(Map.of())).isEqualTo(GraphLimits.documented());
    GraphLimits outlookCom = bound(Map.of("messages", "10", "recipients", "300"));
    assertThat(outlookCom).isEqualTo(new GraphLimits(10_000, 150_000_000, 10, 300));
    assertThat(new GraphPolicy(outlookCom).limits(CannedGraph.token().connection()))
        .filteredOn(limit -> limit.unit() == LimitUnit.RECIPIENTS)
        .allMatch(limit -> limit.amount() == 300 && limit.reserved() == 60);
  }

  @Test
  void aMailboxThatTakesOneMailAMinuteTakesBulkToo() {
    assertThat(
            new GraphPolicy(bound(Map.of("messages", "1")))
                .limits(CannedGraph.token().connection()))
        .filteredOn(limit -> limit.unit() == LimitUnit.MESSAGES)
        .allMatch(limit -> limit.ofBulk() == 1);
  }

  private static GraphLimits bound(Map<String, String> settings) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    settings.forEach((name, value) -> source.put("errand.graph.limits." + name, value));
    return new Binder(source).bindOrCreate("errand.graph.limits", GraphLimits.class);
  }
}
