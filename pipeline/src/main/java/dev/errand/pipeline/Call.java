package dev.errand.pipeline;

/** One request to the provider with the user's token. It makes exactly one. */
@FunctionalInterface
public interface Call<T> {

  /**
   * Makes the request and waits for the answer.
   *
   * @throws RuntimeException that {@link ProviderPolicy#classify} understands, if the answer is not
   *     the one hoped for or does not come
   */
  T make(AccessToken token);
}
