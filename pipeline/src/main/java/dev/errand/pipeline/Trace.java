package dev.errand.pipeline;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The trace context of the command that this thread runs: a W3C {@code traceparent}. */
public final class Trace {

  private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

  private Trace() {}

  /** Runs with this trace context; none is fine. */
  public static <T> T carry(@Nullable String traceparent, Supplier<T> run) {
    return traceparent == null ? run.get() : ScopedValue.where(CURRENT, traceparent).call(run::get);
  }

  public static Optional<String> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }
}
