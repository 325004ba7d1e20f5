package dev.errand.noteworker.policy;

import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Failure.InDoubt;
import dev.errand.pipeline.Failure.RefreshToken;
import dev.errand.pipeline.Failure.Refused;
import dev.errand.pipeline.Failure.RetryLater;
import dev.errand.pipeline.Failure.Scope;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.runtime.http.HttpFailure;
import dev.errand.runtime.http.NoAnswer;
import dev.errand.schemas.Provider;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Notion's limits and the meaning of its answers.
 *
 * <p>Sources: https://developers.notion.com/reference/status-codes, /reference/request-limits and
 * {@code errors.ts} of notion-sdk-js 5.26.0, read 2026-10. For all threads.
 */
public final class NotionPolicy implements ProviderPolicy {

  /** It was not carried out, and never will be. */
  private static final int NOT_IMPLEMENTED = 501;

  /** Half of Notion's own deadline of 55 to 60 s. What takes longer is looked for. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

  private final NotionLimits limits;

  /** Each workspace on a plan with the smaller limit. */
  public NotionPolicy() {
    this(Set.of());
  }

  /**
   * A policy.
   *
   * @param largeWorkspaces ids of those on the plans Business or Enterprise, or {@code *} for all
   */
  public NotionPolicy(Set<String> largeWorkspaces) {
    this.limits = new NotionLimits(largeWorkspaces);
  }

  @Override
  public Provider provider() {
    return Provider.NOTION;
  }

  @Override
  public Duration callTimeout() {
    return CALL_TIMEOUT;
  }

  @Override
  public List<Limit> limits(ConnectionFacts connection) {
    return limits.of(connection);
  }

  @Override
  public Failure classify(RuntimeException thrown) {
    return switch (thrown) {
      case HttpFailure answer -> answered(answer);
      case NoAnswer none when none.maybeSent() -> inDoubt(Optional.empty());
      case NoAnswer _ -> retry(WaitCause.PROVIDER_OUTAGE, Scope.USER, Optional.empty());
      default -> throw thrown;
    };
  }

  private static Failure answered(HttpFailure answer) {
    return switch (answer.status()) {
      case 401 -> new RefreshToken();
      case 403 -> forbidden(answer);
      case 404 -> new Refused(NotionProblems.notFound(answer));
      case 408 -> inDoubt(answer.retryAfter());
      case 409 -> conflict(answer);
      case 429, 529 -> throttled(answer);
      default ->
          answer.status() >= 500 && answer.status() != NOT_IMPLEMENTED
              ? inDoubt(answer.retryAfter())
              : new Refused(NotionProblems.invalid(answer));
    };
  }

  /** A 403 that is no JSON comes from the edge in front of Notion, not from Notion. */
  private static Failure forbidden(HttpFailure answer) {
    if (code(answer).isEmpty()) {
      return retry(WaitCause.RETRY, Scope.USER, answer.retryAfter());
    }
    boolean full =
        !additional(answer, "block_limit").isMissingNode()
            || NotionProblems.mentions(answer, "block limit");
    return new Refused(
        full ? NotionProblems.workspaceFull(answer) : NotionProblems.notAllowed(answer));
  }

  /** A transaction that "could not be completed" was not; a full data source stays full. */
  private static Failure conflict(HttpFailure answer) {
    return code(answer).equals("row_limit_exceeded")
        ? new Refused(NotionProblems.databaseFull(answer))
        : retry(WaitCause.RETRY, Scope.USER, answer.retryAfter());
  }

  private static Failure throttled(HttpFailure answer) {
    return switch (additional(answer, "rate_limit_reason").asString("")) {
      case "public_api_request_blocked" -> new Refused(NotionProblems.blocked(answer));
      case "public_api_space_request_rate_limit" ->
          retry(WaitCause.RATE_LIMITED, Scope.WORKSPACE, answer.retryAfter());
      default -> retry(WaitCause.RATE_LIMITED, Scope.USER, answer.retryAfter());
    };
  }

  private static Failure retry(WaitCause cause, Scope scope, Optional<Duration> after) {
    return new RetryLater(cause, scope, after);
  }

  private static Failure inDoubt(Optional<Duration> after) {
    return new InDoubt(WaitCause.PROVIDER_OUTAGE, Scope.USER, after);
  }

  private static String code(HttpFailure answer) {
    return answer.body().path("code").asString("");
  }

  private static JsonNode additional(HttpFailure answer, String name) {
    return answer.body().path("additional_data").path(name);
  }
}
