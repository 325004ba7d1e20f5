package dev.errand.pipeline;

import dev.errand.schemas.Provider;
import java.time.Duration;
import java.util.List;

/** What the engine must know of one provider: limits as data, and one switch over its answers. */
public interface ProviderPolicy {

  Provider provider();

  /**
   * What an exception out of a {@link Call} means, whether the call was an effect or not: say
   * {@link Failure.InDoubt} wherever the request may have been carried out. The engine takes that
   * as {@link Failure.RetryLater} for a call that may be repeated.
   */
  Failure classify(RuntimeException thrown);

  /** What may be sent for one connection. */
  List<Limit> limits(ConnectionFacts connection);

  /** How long one call may take, from the first byte sent to the last one read. */
  Duration callTimeout();
}
