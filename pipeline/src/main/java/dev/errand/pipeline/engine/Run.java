package dev.errand.pipeline.engine;

import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.Call;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Effects;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.TakenBack;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import java.time.Duration;
import java.util.function.Function;

/** One run of one command, for one thread. */
final class Run implements OperationContext {

  final Head head;
  final Ownership ownership;
  final AccessToken token;
  private final CommandData data;
  private final Calls calls;
  private final Effects effects;
  private final Function<CommandId, TakenBack> takeBack;

  /** Whether it has made calls that a new run would make again: until then a wait costs nothing. */
  boolean wouldRepeat;

  Run(
      Head head,
      Ownership ownership,
      AccessToken token,
      CommandData data,
      Calls calls,
      RecordedEffects.Factory effects,
      Function<CommandId, TakenBack> takeBack) {
    this.head = head;
    this.ownership = ownership;
    this.token = token;
    this.data = data;
    this.calls = calls;
    this.effects = effects.of(this);
    this.takeBack = takeBack;
  }

  @Override
  public Command command() {
    return head.command();
  }

  @Override
  public <I> I input(Class<I> type) {
    return Inputs.bind(head.command().data(), type);
  }

  @Override
  public ConnectionFacts connection() {
    return token.connection();
  }

  @Override
  public long epoch() {
    return head.fence.epoch();
  }

  @Override
  public <T> T call(String name, Cost cost, Duration longer, Call<T> call) {
    return calls.repeatable(this, name, cost, longer, call);
  }

  @Override
  public void requireQueued() {
    data.requireQueued(head);
  }

  @Override
  public TakenBack takeBack(CommandId other) {
    return takeBack.apply(other);
  }

  @Override
  public Effects effects() {
    return effects;
  }
}
