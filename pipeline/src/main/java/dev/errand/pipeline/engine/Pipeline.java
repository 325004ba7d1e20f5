package dev.errand.pipeline.engine;

import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.FollowUps;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.pipeline.TakenBack;
import dev.errand.pipeline.TokenSource;
import dev.errand.pipeline.Trace;
import dev.errand.pipeline.journal.Entry;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One run of one command: may it run, with which token, do it, and what follows from how it went.
 * Thread-safe; a head is run by one thread at a time.
 */
final class Pipeline {

  private static final Logger log = LoggerFactory.getLogger(Pipeline.class);

  private static final Duration FOR_ROOM = Duration.ofMillis(200);

  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

  /** A user who connects again wakes the lane; this is for when the news of it was missed. */
  private static final Duration ASK_FOR_CONNECTION = Duration.ofSeconds(30);

  private static final Duration LOOK_AT_GATE = Duration.ofHours(1);

  private static final int ASK_DOUBLINGS = 5; // 30 s * 2^5 = 16 min

  private final Map<OperationName, Operation> operations;
  private final ProviderPolicy policy;
  private final FollowUps followUps;
  private final TokenSource tokens;
  private final CommandData large;
  private final Calls calls;
  private final RecordedEffects.Factory effects;
  private final Gates gates;
  private final Patience patience;
  private final Backoff backoff;
  private final JournalClock clock;

  Pipeline(
      Work work,
      TokenSource tokens,
      CommandData large,
      Calls calls,
      RecordedEffects.Factory effects,
      Gates gates,
      Patience patience,
      Backoff backoff,
      JournalClock clock) {
    this.operations = work.operations();
    this.policy = work.policy();
    this.followUps = work.followUps();
    this.tokens = tokens;
    this.large = large;
    this.calls = calls;
    this.effects = effects;
    this.gates = gates;
    this.patience = patience;
    this.backoff = backoff;
    this.clock = clock;
  }

  /** Whether it is done without a token, so that it need not wait for its person. */
  boolean needsNoConnection(Command command) {
    Operation operation = operations.get(command.operation());
    return operation != null && !operation.needsConnection(command.user());
  }

  /** Whether it does not wait for others of its order that do. */
  boolean goesAhead(Command command) {
    Operation operation = operations.get(command.operation());
    return operation != null && operation.goesAhead();
  }

  /** Whether it may have been done once it ran, although no step of it is written down. */
  boolean leavesNoTrace(Command command) {
    Operation operation = operations.get(command.operation());
    return operation != null
        && (operation.changesByCalls() || !operation.needsConnection(command.user()));
  }

  /**
   * Commands of the same user go first that lie elsewhere: it waits for as long as those may take,
   * which is not held against it later; or until its own time is over.
   */
  RunEnd afterOthers(Head head, Duration look) {
    Instant now = clock.now();
    head.lastCause = WaitCause.EARLIER_COMMAND;
    if (head.startedAt == null) {
      head.startedAt = now;
    }
    try {
      patience.mayRun(head);
      return new RunEnd.Again(WaitCause.EARLIER_COMMAND, patience.upToTheEnd(head, look));
    } catch (RunStopped stopped) {
      head.waited(
          WaitCause.EARLIER_COMMAND, Duration.between(head.queued.acceptedAt(), clock.now()));
      return follow(head, stopped.why());
    }
  }

  RunEnd process(Head head, Ownership ownership, Function<CommandId, TakenBack> takeBack) {
    begin(head);
    try {
      patience.mayRun(head);
      return Trace.carry(head.command().traceparent(), () -> run(head, ownership, takeBack));
    } catch (RunStopped stopped) {
      return follow(head, stopped.why());
    }
  }

  private void begin(Head head) {
    if (head.lastCause == WaitCause.EARLIER_COMMAND) {
      head.lastCause = null;
      head.stoodBehind = true;
      head.startedAt = head.runs == 0 ? null : head.startedAt;
    }
    Instant heldSince = head.heldSince;
    if (heldSince != null && head.lastCause != null) {
      head.waited(head.lastCause, Duration.between(heldSince, clock.now()));
      head.heldSince = null;
    }
    if (head.startedAt == null) {
      Instant now = clock.now(); // which is guessed between two answers of the journal
      head.startedAt = now.isBefore(head.queued.acceptedAt()) ? head.queued.acceptedAt() : now;
    }
  }

  private RunEnd run(Head head, Ownership ownership, Function<CommandId, TakenBack> takeBack) {
    Operation operation = operations.get(head.command().operation());
    if (operation != null && needsNoConnection(head.command())) {
      return here(operation, head, takeBack);
    }
    Gate everyone = head.connectionEnded ? null : gates.holding(head);
    if (everyone != null) {
      return atGate(head, everyone);
    }
    if (operation == null) {
      return refused(head, unknownOperation(head));
    }
    CrashPoint.hit(CrashPoint.TOKEN_WANTED);
    return switch (tokens.token(head.command().user(), policy.provider())) {
      case TokenSource.Answer.Usable(AccessToken _, Instant connectedAgainAt)
          when connectedAgainAt != null
              && head.queued.firstAcceptedAt().isBefore(connectedAgainAt) ->
          refused(head, notConnected());
      case TokenSource.Answer.Usable(AccessToken token, var _) ->
          perform(operation, new Run(head, ownership, token, large, calls, effects, takeBack));
      case TokenSource.Answer.NotConnected() -> refused(head, notConnected());
      case TokenSource.Answer.ReconnectNeeded(String why, Instant since) -> held(head, since);
      case TokenSource.Answer.Unavailable(String why, Duration after) ->
          again(head, WaitCause.TOKEN, backoff.notBefore(after));
    };
  }

  /** The end of a command, as it is to be written down, with what follows it. */
  Entry.Ended ended(Head head, Result result) {
    return new Entry.Ended(head.fence, head.offset(), result, head.spent, followUp(head, result));
  }

  /** Whatever goes wrong here, the command has ended as it did. */
  private @Nullable Command followUp(Head head, Result result) {
    Command command = head.command();
    try {
      return followUps.after(command, result, head.begunAt()).orElse(null);
    } catch (RuntimeException bug) {
      log.atError()
          .addKeyValue("commandId", command.id())
          .addKeyValue("userId", command.user())
          .addKeyValue("operation", command.operation())
          .setCause(bug)
          .log("What follows a command could not be said by a fault of ours; nothing follows it");
      return null;
    }
  }

  private RunEnd perform(Operation operation, Run run) {
    Gate workspace = gates.holding(run.head, run.token.connection());
    return workspace != null
        ? atGate(run.head, workspace)
        : perform(operation, run.head, run, failure -> decide(run, failure));
  }

  /** Nobody outside is asked; but what was begun there is not done a second time here. */
  private RunEnd here(Operation operation, Head head, Function<CommandId, TakenBack> takeBack) {
    if (head.maybeBegun() || head.begun()) {
      return refused(head, begunElsewhere());
    }
    head.unrecorded++; // as a call would be: whoever carries on learns that it ran
    return perform(
        operation, head, new RunHere(head, large, takeBack), failure -> decideHere(head, failure));
  }

  private RunEnd perform(
      Operation operation, Head head, OperationContext context, Function<Failure, RunEnd> decide) {
    return switch (large.bring(head)) {
      case LATER -> again(head, WaitCause.RETRY, backoff.jittered(FOR_ROOM));
      case GONE -> new RunEnd.Gone();
      case HERE -> {
        try {
          yield performWhole(operation, head, context, decide);
        } finally {
          large.putDown(head);
        }
      }
    };
  }

  private RunEnd performWhole(
      Operation operation, Head head, OperationContext context, Function<Failure, RunEnd> decide) {
    head.runs++;
    CrashPoint.hit(CrashPoint.TOKEN_GIVEN);
    try {
      JsonNode output = Inputs.JSON.valueToTree(operation.perform(context));
      return Inputs.fits(output)
          ? over(head, Status.SUCCEEDED, output, null)
          : refused(head, Problem.of(ProblemCode.INTERNAL, "The answer is too large to be told."));
    } catch (OperationStopped stopped) {
      return decide.apply(stopped.failure());
    } catch (RunStopped stopped) {
      return follow(head, stopped.why());
    } catch (RuntimeException bug) {
      log.atError()
          .addKeyValue("commandId", head.command().id())
          .addKeyValue("userId", head.command().user())
          .addKeyValue("operation", head.command().operation())
          .setCause(bug)
          .log("The operation failed by a fault of ours; the command ends");
      return refused(head, Problem.of(ProblemCode.INTERNAL, "Something went wrong on our side."));
    }
  }

  private RunEnd follow(Head head, RunStopped.Why why) {
    return switch (why) {
      case RunStopped.Why.Wait(WaitCause cause, Duration after) -> again(head, cause, after);
      case RunStopped.Why.AtGate(Gate gate) -> atGate(head, gate);
      case RunStopped.Why.Over(Status status, Problem problem) -> over(head, status, problem);
      case RunStopped.Why.Abandoned() -> new RunEnd.Abandoned();
      case RunStopped.Why.Gone() -> new RunEnd.Gone();
    };
  }

  private RunEnd decide(Run run, Failure failure) {
    Head head = run.head;
    return switch (failure) {
      case Failure.RetryLater(
              WaitCause cause,
              Failure.Scope _,
              Optional<Duration> after,
              var _,
              Optional<Problem> otherwise) ->
          later(head, cause, delay(head, after), otherwise);
      case Failure.InDoubt(WaitCause _, Failure.Scope _, Optional<Duration> after) ->
          again(
              head,
              WaitCause.DOUBT,
              after.map(backoff::notBefore).orElseGet(() -> backoff.jittered(FIRST_LOOK)));
      case Failure.RefreshToken() -> freshToken(run);
      case Failure.ReconnectNeeded(String _) -> signInAgain(run);
      case Failure.Refused(Problem problem) -> refused(head, problem);
    };
  }

  private RunEnd decideHere(Head head, Failure failure) {
    return switch (failure) {
      case Failure.RetryLater(
              WaitCause cause,
              Failure.Scope _,
              Optional<Duration> after,
              var _,
              Optional<Problem> otherwise) ->
          later(head, cause, delay(head, after), otherwise);
      case Failure.Refused(Problem problem) -> refused(head, problem);
      case Failure.InDoubt _, Failure.RefreshToken _, Failure.ReconnectNeeded _ ->
          refused(head, Problem.of(ProblemCode.INTERNAL, "Something went wrong on our side."));
    };
  }

  private RunEnd later(Head head, WaitCause cause, Duration after, Optional<Problem> otherwise) {
    head.otherwise = otherwise.orElse(null);
    return again(head, cause, after);
  }

  private Duration delay(Head head, Optional<Duration> after) {
    Duration own = backoff.after(++head.failures);
    return after.map(backoff::notBefore).filter(asked -> asked.compareTo(own) > 0).orElse(own);
  }

  /** Once at once; a provider that goes on refusing fresh tokens is asked less and less often. */
  private RunEnd freshToken(Run run) {
    tokens.refused(run.token);
    return otherToken(run.head);
  }

  /** The person is told, and there is no token any more until they have connected again. */
  private RunEnd signInAgain(Run run) {
    tokens.personNeeded(run.token);
    return otherToken(run.head);
  }

  private RunEnd otherToken(Head head) {
    return ++head.refusedTokens == 1
        ? again(head, WaitCause.TOKEN, Duration.ZERO)
        : again(head, WaitCause.TOKEN, delay(head, Optional.empty()));
  }

  private RunEnd held(Head head, Instant since) {
    if (!since.equals(head.neededSince)) {
      head.neededSince = since;
      head.parkedFor = null;
      head.asksForConnection = 0;
    }
    head.lastCause = WaitCause.RECONNECT;
    patience.mayHold(head);
    head.heldSince = clock.now();
    int doublings = Math.min(head.asksForConnection++, ASK_DOUBLINGS);
    Duration look = backoff.jittered(ASK_FOR_CONNECTION.multipliedBy(1L << doublings));
    return new RunEnd.Held(patience.upToItsHold(head, look), patience.holdEnds(head));
  }

  /**
   * How a command ends that waits behind others, and no longer; empty if it goes on waiting, or may
   * have begun, which is decided when its turn comes.
   *
   * @param since when its person was needed, if the others wait for them
   */
  Optional<Result> endBehind(Head head, @Nullable Instant since) {
    if (head.maybeBegun() || head.begun()) {
      return Optional.empty();
    }
    Instant accepted = head.queued.acceptedAt();
    boolean forPerson = since != null && since.isAfter(accepted);
    head.lastCause = since == null ? WaitCause.EARLIER_COMMAND : WaitCause.RECONNECT;
    head.neededSince = since;
    head.waited(head.lastCause, Duration.between(forPerson ? since : accepted, clock.now()));
    try {
      if (since == null) {
        patience.mayRun(head);
      } else {
        patience.mayHold(head);
      }
      return Optional.empty();
    } catch (RunStopped stopped) {
      return follow(head, stopped.why()) instanceof RunEnd.Over(Result result)
          ? Optional.of(result)
          : Optional.empty();
    }
  }

  /** The gate lets it through when it opens; only its own time may be over before that. */
  private RunEnd atGate(Head head, Gate gate) {
    head.lastCause = gate.cause();
    head.heldSince = clock.now();
    return new RunEnd.AtGate(gate, patience.upToTheEnd(head, LOOK_AT_GATE));
  }

  private RunEnd again(Head head, WaitCause cause, Duration after) {
    head.lastCause = cause;
    Duration wait = patience.upToTheEnd(head, after);
    head.waited(cause, wait);
    return new RunEnd.Again(cause, wait);
  }

  private RunEnd refused(Head head, Problem problem) {
    if (head.maybeBegun()) {
      return over(head, Status.UNKNOWN, RecordedEffects.unknown(problem.title()));
    }
    if (head.begun()) {
      return over(
          head, Status.UNKNOWN, Patience.partly().providerRequest(problem.providerRequestId()));
    }
    return over(head, asked(head, problem) ? Status.FAILED : Status.REJECTED, problem);
  }

  /** Whether it got as far as the provider, or failed on the way there. */
  private static boolean asked(Head head, Problem problem) {
    return switch (problem.code()) {
      case INVALID_COMMAND, UNKNOWN_OPERATION, NOT_PERMITTED, QUOTA_EXCEEDED ->
          !head.spent.units().isEmpty();
      default -> true;
    };
  }

  private RunEnd over(Head head, Status status, Problem problem) {
    return over(head, status, null, problem);
  }

  private RunEnd over(
      Head head, Status status, @Nullable JsonNode output, @Nullable Problem problem) {
    return new RunEnd.Over(
        new Result(
            head.command().user(),
            Result.Answered.of(head.command()),
            status,
            output,
            problem,
            head.runs,
            new Timing(
                head.queued.firstAcceptedAt(),
                head.startedAt,
                clock.now(),
                head.waited(),
                head.queued.postponed())));
  }

  private static Problem unknownOperation(Head head) {
    return Problem.of(
        ProblemCode.UNKNOWN_OPERATION,
        "There is no operation " + head.command().operation() + " here.");
  }

  private Problem begunElsewhere() {
    return Problem.of(
        ProblemCode.NOT_PERMITTED,
        "It was begun in " + policy.provider().title() + ", which is not asked any more.");
  }

  private Problem notConnected() {
    return Problem.of(
            ProblemCode.NOT_CONNECTED,
            "There is no connection to " + policy.provider().title() + ".")
        .action("Connect the account, then ask again.");
  }
}
