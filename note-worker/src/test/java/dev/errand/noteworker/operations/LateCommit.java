package dev.errand.noteworker.operations;

import dev.errand.runtime.http.NoAnswer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Notion, as it is when a request outlives its client: the first call of a kind gets no answer, and
 * is carried out only after so many later calls were answered.
 */
final class LateCommit {

  private final String name;
  private final int after;
  private @Nullable Creation pending;
  private boolean lost;
  private int answered;

  private record Creation(Object api, Method method, @Nullable Object[] arguments) {}

  /**
   * One call.
   *
   * @param name of the method that makes it
   * @param after how many later calls it is carried out
   */
  LateCommit(String name, int after) {
    this.name = name;
    this.after = after;
  }

  /** Whether it was carried out by now. */
  boolean happened() {
    return lost && pending == null;
  }

  <T> T over(Class<T> type, T api) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(api, method, arguments)));
  }

  private @Nullable Object call(Object api, Method method, @Nullable Object[] arguments)
      throws Throwable {
    if (!lost && method.getName().equals(name)) {
      lost = true;
      pending = new Creation(api, method, arguments);
      throw new NoAnswer(true, "It takes too long");
    }
    Object answer = make(new Creation(api, method, arguments));
    if (pending != null && ++answered == after) {
      Creation late = pending;
      pending = null;
      make(late);
    }
    return answer;
  }

  private static @Nullable Object make(Creation call) throws Throwable {
    try {
      return call.method().invoke(call.api(), call.arguments());
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }
}
