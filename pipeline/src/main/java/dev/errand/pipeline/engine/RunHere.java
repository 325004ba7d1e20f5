package dev.errand.pipeline.engine;

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

/** One run of a command that works in nobody's account: there is no way from it to the provider. */
record RunHere(Head head, CommandData data, Function<CommandId, TakenBack> takeBack)
    implements OperationContext {

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
    throw withoutConnection();
  }

  @Override
  public long epoch() {
    return head.fence.epoch();
  }

  @Override
  public <T> T call(String name, Cost cost, Duration longer, Call<T> call) {
    throw withoutConnection();
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
    throw withoutConnection();
  }

  private static IllegalStateException withoutConnection() {
    return new IllegalStateException("The operation said that it needs no connection");
  }
}
