package dev.errand.pipeline;

/**
 * Looks at the provider for an effect that was attempted. Its reads go through {@link
 * OperationContext#call}.
 */
@FunctionalInterface
public interface Probe<I, T> {

  Finding<T> look(Attempted<I> attempted);

  /** For an effect that leaves nothing to look for: the command ends {@code unknown}. */
  static <I, T> Probe<I, T> blind(String why) {
    return attempted -> new Finding.CannotTell<>(why);
  }
}
