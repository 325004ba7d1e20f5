package dev.errand.pipeline;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import java.time.Duration;

/** What an operation has in hand during one run. For one thread, and for that run only. */
public interface OperationContext {

  Command command();

  /** The command's data, bound to the operation's input record. */
  <I> I input(Class<I> type);

  /** Whose account this run works in, with the facts known of it. */
  ConnectionFacts connection();

  /**
   * Grows whenever the user's commands may have been with another worker: what was remembered of
   * their order before does not hold any more.
   */
  long epoch();

  /**
   * Makes a call that may be repeated without harm: a read, or a change to an absolute state (if it
   * is what the command asks for, {@link Operation#changesByCalls} says so).
   *
   * <p>Waits for the user's permit, gives the call a usable token, and bounds its time.
   *
   * @param name the call in metrics and logs, as {@code notion.page.get}: one of a small fixed set
   * @throws OperationStopped if the call cannot be made now or was refused; the engine decides what
   *     follows
   */
  default <T> T call(String name, Call<T> call) {
    return call(name, Cost.ONE_REQUEST, call);
  }

  /** As {@link #call(String, Call)}, for a call that costs more than a request. */
  default <T> T call(String name, Cost cost, Call<T> call) {
    return call(name, cost, Duration.ZERO, call);
  }

  /**
   * As {@link #call(String, Cost, Call)}, for a call whose answer is so large that no provider is
   * quick with it.
   *
   * @param longer how much longer it may take than any other
   */
  <T> T call(String name, Cost cost, Duration longer, Call<T> call);

  /**
   * Stops the run if the command is queued no longer, since another worker has ended it while this
   * one stood still. Calls and effects see to that themselves: this is for what is changed without
   * a call, asked by whoever has a lock that the other worker would need.
   */
  void requireQueued();

  /**
   * Takes back another command of the same user, to the same provider: one whose time has not come,
   * or that waits its turn. Once taken back it always is; asking again gives the same answer.
   *
   * @throws OperationStopped if that cannot be found out now
   */
  TakenBack takeBack(CommandId other);

  /** Calls that must not be repeated while their outcome is unknown. */
  Effects effects();
}
