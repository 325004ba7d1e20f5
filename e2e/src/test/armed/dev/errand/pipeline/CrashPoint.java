package dev.errand.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.StackWalker.Option;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The armed one. It stands in front of the empty one on the boot class path of a single process,
 * and does what the file {@code plan} in its directory says, once. Its first words are the point
 * (and behind an {@code @} a class that must be among the callers), which of its hits from now on,
 * what to do, and with which exception.
 *
 * <p>That it was reached is proved by the plan itself, which is renamed to {@code reached} before
 * anything is done: of many threads at the point only one can.
 */
public final class CrashPoint {

  private static final Path DIRECTORY = Path.of(System.getProperty("errand.crash.directory"));
  private static final Path PLAN = DIRECTORY.resolve("plan");
  private static final Path REACHED = DIRECTORY.resolve("reached");
  private static final Path GO_ON = DIRECTORY.resolve("go-on");
  private static final StackWalker CALLERS = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
  private static final Map<String, AtomicInteger> HITS = new ConcurrentHashMap<>();

  private CrashPoint() {}

  public static void hit(String point) {
    String plan = plan();
    String[] words = plan.split(" ");
    String[] place = words[0].split("@");
    if (place[0].equals(point) && (place.length == 1 || isCalledBy(place[1]))) {
      int hits = HITS.computeIfAbsent(plan, seen -> new AtomicInteger()).incrementAndGet();
      if (hits >= Integer.parseInt(words[1]) && isOurs()) {
        strike(words[2], words[3], CALLERS.getCallerClass());
      }
    }
  }

  private static boolean isCalledBy(String type) {
    return CALLERS.walk(
        frames -> frames.anyMatch(frame -> frame.getClassName().endsWith("." + type)));
  }

  private static String plan() {
    try {
      return Files.exists(PLAN) ? Files.readString(PLAN) : "";
    } catch (IOException goneMeanwhile) {
      return "";
    }
  }

  private static boolean isOurs() {
    try {
      Files.move(PLAN, REACHED, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException anotherThread) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void strike(String action, String exception, Class<?> caller) {
    switch (action) {
      case "kill" -> Runtime.getRuntime().halt(137);
      case "pause" -> pause();
      case "hold" -> hold();
      case "lose" -> throw made(exception, caller.getClassLoader());
      default -> throw new IllegalArgumentException(action);
    }
  }

  /** This thread stops, and no other, until the file {@code go-on} is there. */
  private static void hold() {
    try (WatchService created = DIRECTORY.getFileSystem().newWatchService()) {
      var _ = DIRECTORY.register(created, StandardWatchEventKinds.ENTRY_CREATE);
      while (!Files.exists(GO_ON)) {
        WatchKey key = created.take();
        var _ = key.pollEvents();
        var _ = key.reset();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All threads stop with this one; it goes on when somebody sends SIGCONT. */
  private static void pause() {
    try {
      String self = Long.toString(ProcessHandle.current().pid());
      new ProcessBuilder("kill", "-STOP", self).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** By its only constructor: texts say who did it, flags are true, causes are absent. */
  private static RuntimeException made(String name, ClassLoader loader) {
    try {
      Constructor<?> constructor = constructor(Class.forName(name, true, loader));
      Object[] arguments = new Object[constructor.getParameterCount()];
      for (int i = 0; i < arguments.length; i++) {
        Class<?> type = constructor.getParameterTypes()[i];
        arguments[i] =
            type == String.class ? "the crash matrix" : type == boolean.class ? true : null;
      }
      return (RuntimeException) constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  private static Constructor<?> constructor(Class<?> type) {
    for (Constructor<?> constructor : type.getConstructors()) {
      Class<?>[] parameters = constructor.getParameterTypes();
      if (parameters.length > 0 && Arrays.asList(parameters).contains(String.class)) {
        return constructor;
      }
    }
    throw new IllegalArgumentException(type + " has no constructor with a message");
  }
}
