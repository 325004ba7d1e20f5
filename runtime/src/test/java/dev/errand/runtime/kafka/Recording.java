package dev.errand.runtime.kafka;

import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.pipeline.Step;
import dev.errand.pipeline.TokenSource;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A provider that remembers whose commands had their effect, in which order. Some it makes wait.
 */
final class Recording implements ProviderPolicy, TokenSource, Operation {

  private static final Duration WORK = Duration.ofMillis(5);

  final Map<UserId, List<String>> effects = new ConcurrentHashMap<>();
  volatile List<Limit> limits = List.of();
  private volatile Predicate<CommandId> held = command -> false;

  /** The intent and the output of the one effect. */
  record Mark(String command) {}

  /** From now on these wait before they have their effect; none when told so again. */
  synchronized void hold(Predicate<CommandId> commands) {
    held = commands;
    notifyAll();
  }

  List<String> of(UserId user) {
    return effects.getOrDefault(user, List.of());
  }

  int count() {
    return effects.values().stream().mapToInt(List::size).sum();
  }

  @Override
  public OperationName name() {
    return MailOperations.FOLDER_LIST;
  }

  @Override
  public Object perform(OperationContext context) {
    CommandId command = context.command().id();
    await(command);
    List<String> mine =
        effects.computeIfAbsent(context.command().user(), user -> new CopyOnWriteArrayList<>());
    return context
        .effects()
        .once(
            Step.of("mark", Mark.class, new Mark(command.value()), Duration.ZERO),
            token -> {
              mine.add(command.value());
              work();
              return new Mark(command.value());
            },
            attempted ->
                mine.contains(attempted.intent().command())
                    ? new Finding.Happened<>(attempted.intent())
                    : new Finding.Absent<>());
  }

  private synchronized void await(CommandId command) {
    try {
      while (held.test(command)) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted");
    }
  }

  /** What a provider takes: long enough for a crash to hit the middle of it. */
  private static void work() {
    try {
      Thread.sleep(WORK);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Provider provider() {
    return Provider.MICROSOFT;
  }

  @Override
  public Failure classify(RuntimeException thrown) {
    throw thrown;
  }

  @Override
  public List<Limit> limits(ConnectionFacts connection) {
    return limits;
  }

  @Override
  public Duration callTimeout() {
    return Duration.ofSeconds(2);
  }

  @Override
  public Answer token(UserId user, Provider provider) {
    return new Answer.Usable(
        new AccessToken(
            new ConnectionFacts(user, provider, "c", 1, "me", null, Set.of(), Map.of()),
            Secret.of("token")));
  }

  @Override
  public boolean mayUse(AccessToken token) {
    return true;
  }

  @Override
  public void personNeeded(AccessToken token) {}

  @Override
  public void refused(AccessToken token) {}
}
