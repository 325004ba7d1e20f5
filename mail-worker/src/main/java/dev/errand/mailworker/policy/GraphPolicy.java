package dev.errand.mailworker.policy;

import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Failure.InDoubt;
import dev.errand.pipeline.Failure.ReconnectNeeded;
import dev.errand.pipeline.Failure.RefreshToken;
import dev.errand.pipeline.Failure.Refused;
import dev.errand.pipeline.Failure.RetryLater;
import dev.errand.pipeline.Failure.Scope;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.runtime.http.HttpFailure;
import dev.errand.runtime.http.NoAnswer;
import dev.errand.schemas.Provider;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Graph's limits and the meaning of its answers.
 *
 * <p>A mail was seen to be sent four times after four 504s, and to be sent with a 429 as well as
 * with a 500 (learn.microsoft.com/answers/questions/2286986 and 5629476). So everything but a plain
 * refusal is in doubt: an effect is looked for, a read is repeated. For all threads.
 */
public final class GraphPolicy implements ProviderPolicy {

  /** Graph's own gateway gives up after about a minute. What takes longer is looked for. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

  /** A daily limit does not pass in minutes, and the rejected requests count as well. */
  private static final Duration SENT_TOO_MUCH = Duration.ofHours(4);

  /** It comes and goes, and nobody says from where in Graph: what was asked may have been done. */
  private static final Duration NO_MAILBOX_YET = Duration.ofMinutes(5);

  private final List<Limit> limits;

  /** With the limits that Microsoft documents. */
  public GraphPolicy() {
    this(GraphLimits.documented());
  }

  public GraphPolicy(GraphLimits limits) {
    this.limits = limits.perMailbox();
  }

  @Override
  public Provider provider() {
    return Provider.MICROSOFT;
  }

  @Override
  public Duration callTimeout() {
    return CALL_TIMEOUT;
  }

  @Override
  public List<Limit> limits(ConnectionFacts connection) {
    return limits;
  }

  @Override
  public Failure classify(RuntimeException thrown) {
    return switch (thrown) {
      case HttpFailure answer -> answered(answer);
      case NoAnswer none when none.maybeSent() ->
          inDoubt(WaitCause.PROVIDER_OUTAGE, Optional.empty());
      case NoAnswer _ -> retry(WaitCause.PROVIDER_OUTAGE, Optional.empty());
      case NothingDone before -> nothingDone(classify(before.why()));
      default -> throw thrown;
    };
  }

  private static Failure nothingDone(Failure failure) {
    return failure instanceof InDoubt doubt
        ? new RetryLater(doubt.cause(), doubt.scope(), doubt.after())
        : failure;
  }

  private static Failure answered(HttpFailure answer) {
    return switch (GraphAnswer.of(answer)) {
      case TOKEN_REFUSED -> new RefreshToken();
      case SIGN_IN_AGAIN -> new ReconnectNeeded("Microsoft wants the person to sign in again.");
      case NOT_ALLOWED -> new Refused(GraphProblems.notAllowed(answer));
      case NOT_AS_THAT_SENDER -> new Refused(GraphProblems.notAsThatSender(answer));
      case THROTTLED -> inDoubt(WaitCause.RATE_LIMITED, answer.retryAfter());
      case SENT_TOO_MUCH -> sentTooMuch(answer);
      case SENDING_BLOCKED -> new Refused(GraphProblems.sendingBlocked(answer));
      case MAILBOX_FULL -> new Refused(GraphProblems.mailboxFull(answer));
      case UNAVAILABLE -> inDoubt(WaitCause.PROVIDER_OUTAGE, answer.retryAfter());
      case CHANGED_MEANWHILE -> inDoubt(WaitCause.RETRY, answer.retryAfter());
      case NO_MAILBOX_YET -> inDoubt(WaitCause.RETRY, Optional.of(NO_MAILBOX_YET));
      case NO_MAILBOX -> new Refused(GraphProblems.noMailbox(answer));
      case NOT_FOUND -> new Refused(GraphProblems.notFound(answer));
      case LIST_EXPIRED -> new Refused(GraphProblems.listExpired(answer));
      case EXISTS -> new Refused(GraphProblems.exists(answer));
      case NOT_ANSWERABLE -> new Refused(GraphProblems.notAnswerable(answer));
      case BAD_RECIPIENT -> new Refused(GraphProblems.badRecipient(answer));
      case BAD_ID -> new Refused(GraphProblems.badId(answer));
      case TOO_LARGE -> new Refused(GraphProblems.tooLarge(answer));
      case BAD_REQUEST -> new Refused(GraphProblems.badRequest(answer));
    };
  }

  /** It holds sending. To read and to tidy up costs nothing of that limit. */
  private static Failure sentTooMuch(HttpFailure answer) {
    return new RetryLater(
        WaitCause.RATE_LIMITED,
        Scope.USER,
        Optional.of(SENT_TOO_MUCH),
        Optional.of(LimitUnit.MESSAGES),
        Optional.of(GraphProblems.sentTooMuch(answer)));
  }

  private static Failure retry(WaitCause cause, Optional<Duration> after) {
    return new RetryLater(cause, Scope.USER, after);
  }

  private static Failure inDoubt(WaitCause cause, Optional<Duration> after) {
    return new InDoubt(cause, Scope.USER, after);
  }
}
