package dev.errand.pipeline.engine;

import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.pipeline.TokenSource;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** A provider in memory with a ledger of its effects, and faults before or after the commit. */
final class FakeProvider implements ProviderPolicy, TokenSource {

  static final Duration SETTLES = Duration.ofSeconds(60);

  final Queue<String> ledger = new ConcurrentLinkedQueue<>();
  final Queue<Fault> faults = new ArrayDeque<>();
  int refusedTokens;
  Runnable whenTokenIsRefused = () -> {};

  /** Whether the person has not taken it back. */
  BooleanSupplier tokenHolds = () -> true;

  /** What happens to the next change. */
  enum Fault {
    NONE,
    DOUBT_BEFORE,
    DOUBT_AFTER,
    REFUSED,
    /** An attempt before it is carried out just then, so that this one is not to be. */
    REFUSED_FOR_THE_ONE_BEFORE,
    RATE_LIMITED,
    TOKEN_REFUSED
  }

  /** Changes something: once in the ledger for each time it was carried out. */
  String change(String effect) {
    Fault fault = faults.isEmpty() ? Fault.NONE : faults.remove();
    return switch (fault) {
      case NONE -> commit(effect);
      case DOUBT_AFTER, REFUSED_FOR_THE_ONE_BEFORE -> {
        commit(effect);
        throw new FaultException(fault);
      }
      case DOUBT_BEFORE, REFUSED, RATE_LIMITED, TOKEN_REFUSED -> throw new FaultException(fault);
    };
  }

  private String commit(String effect) {
    ledger.add(effect);
    return "made " + effect;
  }

  boolean has(String effect) {
    return ledger.contains(effect);
  }

  long count(String effect) {
    return ledger.stream().filter(effect::equals).count();
  }

  @Override
  public Provider provider() {
    return Provider.NOTION;
  }

  @Override
  public Failure classify(RuntimeException thrown) {
    if (!(thrown instanceof FaultException fault)) {
      throw thrown;
    }
    return switch (fault.fault) {
      case NONE -> throw new IllegalStateException();
      case DOUBT_BEFORE, DOUBT_AFTER ->
          new Failure.InDoubt(
              dev.errand.schemas.WaitCause.RETRY, Failure.Scope.USER, java.util.Optional.empty());
      case REFUSED, REFUSED_FOR_THE_ONE_BEFORE ->
          new Failure.Refused(
              dev.errand.schemas.Problem.of(
                  dev.errand.schemas.ProblemCode.REFUSED_BY_PROVIDER, "No."));
      case RATE_LIMITED ->
          new Failure.RetryLater(
              dev.errand.schemas.WaitCause.RATE_LIMITED,
              Failure.Scope.USER,
              java.util.Optional.of(Duration.ofSeconds(30)));
      case TOKEN_REFUSED -> new Failure.RefreshToken();
    };
  }

  @Override
  public List<Limit> limits(ConnectionFacts connection) {
    return List.of(new Limit(LimitUnit.REQUESTS, 100_000, Duration.ofSeconds(60), 0, "test"));
  }

  @Override
  public Duration callTimeout() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Answer token(UserId user, Provider provider) {
    if (!tokenHolds.getAsBoolean()) {
      return new Answer.NotConnected();
    }
    return new Answer.Usable(
        new AccessToken(
            new ConnectionFacts(user, provider, "c1", 1, "bot", null, Set.of(), Map.of()),
            Secret.of("token-of-" + user.value())));
  }

  @Override
  public boolean mayUse(AccessToken token) {
    return tokenHolds.getAsBoolean();
  }

  @Override
  public void personNeeded(AccessToken token) {}

  @Override
  public void refused(AccessToken token) {
    refusedTokens++;
    whenTokenIsRefused.run();
  }

  static final class FaultException extends RuntimeException {
    final transient Fault fault;

    FaultException(Fault fault) {
      super(fault.name());
      this.fault = fault;
    }
  }
}
