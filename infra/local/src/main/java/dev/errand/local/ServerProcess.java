package dev.errand.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One server as a child process, with its pid file and log in one directory.
 *
 * <p>It outlives the JVM that started it, and is found again by its pid file: the pid together with
 * the start time, so that a number which the system gave to somebody else is never mistaken for
 * ours. Not thread-safe.
 */
public final class ServerProcess {

  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final String name;
  private final Path directory;

  public ServerProcess(String name, Path directory) {
    this.name = name;
    this.directory = directory;
  }

  public String name() {
    return name;
  }

  /** Where everything it prints goes, across restarts. */
  public Path log() {
    return directory.resolve(name + ".log");
  }

  /** Starts it and returns at once, without waiting for it to serve. */
  public void start(List<String> command, Map<String, String> environment) {
    try {
      Process process = begin(detached(command), environment);
      Files.writeString(pidFile(), mark(process.toHandle()));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start " + name, e);
    }
  }

  /**
   * Runs what ends by itself, and waits until it has; kills it if it takes too long.
   *
   * @return its exit code
   */
  public int run(List<String> command, Map<String, String> environment, Duration patience) {
    try {
      Process process = begin(command, environment);
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + name + " ran", e);
    }
  }

  private Process begin(List<String> command, Map<String, String> environment) throws IOException {
    Files.createDirectories(directory);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /**
   * Waits until it serves.
   *
   * @throws IllegalStateException with the last lines of its log, if it ends or does not serve in
   *     time
   */
  public void awaitServing(Duration patience, BooleanSupplier serving) {
    long end = System.nanoTime() + patience.toNanos();
    while (!serving.getAsBoolean()) {
      if (running().isEmpty()) {
        throw new IllegalStateException(name + " ended:\n" + lastWords());
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            name + " does not serve after " + patience + ":\n" + lastWords());
      }
      pause();
    }
  }

  /** The process, if it lives. */
  public Optional<ProcessHandle> running() {
    if (!Files.exists(pidFile())) {
      return Optional.empty();
    }
    try {
      String mark = Files.readString(pidFile());
      long pid = Long.parseLong(mark.substring(0, mark.indexOf(' ')));
      return ProcessHandle.of(pid).filter(handle -> handle.isAlive() && mark(handle).equals(mark));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end; kills it with all its children if it has not ended in time. */
  public void stop(Duration patience) {
    stop(patience, ProcessHandle::destroy);
  }

  void stop(Duration patience, Consumer<ProcessHandle> ask) {
    running()
        .ifPresent(
            handle -> {
              ask.accept(handle);
              if (!ended(handle, patience)) {
                kill();
              }
            });
  }

  /** SIGKILL, for it and all its children, as a crash of the machine would do it. */
  public void kill() {
    running()
        .ifPresent(
            handle -> {
              List<ProcessHandle> family = handle.descendants().toList();
              handle.destroyForcibly();
              family.forEach(ProcessHandle::destroyForcibly);
              family.forEach(child -> ended(child, Duration.ofSeconds(10)));
              if (!ended(handle, Duration.ofSeconds(10))) {
                throw new IllegalStateException(name + " does not die");
              }
            });
  }

  /**
   * Sends it a signal, if it lives; its children get none.
   *
   * @param name as {@code STOP}
   */
  public void signal(String name) {
    running().ifPresent(handle -> signal(name, handle));
  }

  static void signal(String name, ProcessHandle handle) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(handle.pid())).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last lines it printed, for the message of a failed start. */
  public String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return "(no log)";
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a server", e);
    }
  }

  private Path pidFile() {
    return directory.resolve(name + ".pid");
  }

  /** In a session of its own, so that Ctrl-C in the terminal does not end it. */
  private static List<String> detached(List<String> command) {
    if (!Files.isExecutable(SETSID)) {
      return command;
    }
    List<String> all = new ArrayList<>(List.of(SETSID.toString()));
    all.addAll(command);
    return all;
  }

  private static String mark(ProcessHandle handle) {
    long started = handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return handle.pid() + " " + started;
  }

  private static boolean ended(ProcessHandle handle, Duration patience) {
    try {
      handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
