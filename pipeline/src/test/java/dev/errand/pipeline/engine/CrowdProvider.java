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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A provider that serves many people at once and writes down what it sees. For a command it can be
 * told to fail, and to take its time. Thread-safe.
 */
final class CrowdProvider implements ProviderPolicy, TokenSource {

  /** Calls in the order in which they began, by command id; and those that were carried out. */
  private final List<String> begun = new ArrayList<>();

  private final List<String> served = new ArrayList<>();
  private final Map<UserId, Integer> underWay = new HashMap<>();
  private int mostAtOnce;

  private final Map<String, Queue<Failure>> failures = new ConcurrentHashMap<>();
  private final Map<String, Queue<Failure>> failuresAfter = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final Map<UserId, Answer> answers = new ConcurrentHashMap<>();
  final Queue<UserId> tokensAsked = new ConcurrentLinkedQueue<>();
  final Queue<AccessToken> refusedTokens = new ConcurrentLinkedQueue<>();
  volatile List<Limit> limits =
      List.of(new Limit(LimitUnit.REQUESTS, 1_000_000, Duration.ofSeconds(60), 0, "test"));
  volatile Duration callTimeout = Duration.ofSeconds(30);

  /** A failure that the provider answers with. */
  static final class Told extends RuntimeException {

    private final transient Failure failure;

    Told(Failure failure) {
      super(failure.getClass().getSimpleName());
      this.failure = failure;
    }
  }

  void failNext(String command, Failure... with) {
    failures.computeIfAbsent(command, id -> new ConcurrentLinkedQueue<>()).addAll(List.of(with));
  }

  /** The next call is carried out, and answered with a failure all the same. */
  void serveAndFail(String command, Failure with) {
    failuresAfter.computeIfAbsent(command, id -> new ConcurrentLinkedQueue<>()).add(with);
  }

  /** The command's calls do not answer until let go. */
  void hold(String command) {
    held.put(command, new CountDownLatch(1));
  }

  void letGo(String command) {
    CountDownLatch latch = held.remove(command);
    if (latch != null) {
      latch.countDown();
    }
  }

  void connection(UserId user, Answer answer) {
    answers.put(user, answer);
  }

  void connect(UserId user) {
    answers.remove(user);
  }

  /** The user has left, and connects again now. */
  void connectAgain(UserId user) {
    answers.put(user, new Answer.Usable(tokenOf(user), Instant.now()));
  }

  /** One request. */
  String serve(UserId user, String command) {
    begin(user, command);
    try {
      CountDownLatch latch = held.get(command);
      if (latch != null && !latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("A held call was never let go");
      }
      failAsPlanned(failures.get(command));
      synchronized (this) {
        served.add(command);
      }
      failAsPlanned(failuresAfter.get(command));
      return command;
    } catch (InterruptedException interrupted) {
      throw new Told(
          new Failure.InDoubt(
              dev.errand.schemas.WaitCause.RETRY, Failure.Scope.USER, java.util.Optional.empty()));
    } finally {
      end(user);
    }
  }

  private static void failAsPlanned(@Nullable Queue<Failure> planned) {
    Failure failure = planned == null ? null : planned.poll();
    if (failure != null) {
      throw new Told(failure);
    }
  }

  private synchronized void begin(UserId user, String command) {
    begun.add(command);
    mostAtOnce = Math.max(mostAtOnce, underWay.merge(user, 1, Integer::sum));
  }

  private synchronized void end(UserId user) {
    underWay.merge(user, -1, Integer::sum);
  }

  synchronized List<String> begun() {
    return List.copyOf(begun);
  }

  synchronized List<String> served() {
    return List.copyOf(served);
  }

  synchronized boolean hasServed(String command) {
    return served.contains(command);
  }

  synchronized int underWay() {
    return underWay.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The most calls of any one user at the same time. */
  synchronized int mostAtOnce() {
    return mostAtOnce;
  }

  @Override
  public Provider provider() {
    return Provider.NOTION;
  }

  @Override
  public Failure classify(RuntimeException thrown) {
    if (thrown instanceof Told told) {
      return told.failure;
    }
    throw thrown;
  }

  @Override
  public List<Limit> limits(ConnectionFacts connection) {
    return limits;
  }

  @Override
  public Duration callTimeout() {
    return callTimeout;
  }

  @Override
  public Answer token(UserId user, Provider provider) {
    tokensAsked.add(user);
    return answers.getOrDefault(user, new Answer.Usable(tokenOf(user)));
  }

  static AccessToken tokenOf(UserId user) {
    return new AccessToken(
        new ConnectionFacts(user, Provider.NOTION, "c1", 1, "bot", "shared", Set.of(), Map.of()),
        Secret.of("token-of-" + user.value()));
  }

  @Override
  public boolean mayUse(AccessToken token) {
    return true;
  }

  @Override
  public void refused(AccessToken token) {
    refusedTokens.add(token);
  }

  @Override
  public void personNeeded(AccessToken token) {
    connection(token.connection().user(), new Answer.ReconnectNeeded("sign in", Instant.now()));
  }
}
