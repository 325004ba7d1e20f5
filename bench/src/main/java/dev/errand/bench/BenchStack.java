package dev.errand.bench;

import dev.errand.local.drive.Connecting;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.local.stack.LocalStack;
import dev.errand.local.stack.LocalTokens;
import dev.errand.local.stack.StackProblem;
import dev.errand.local.stack.StackSettings;
import dev.errand.schemas.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The whole stack for one benchmark: on free ports, with a directory of its own that is emptied
 * first, and simulated providers only. What the person runs beside it is not touched. Only one at a
 * time.
 */
final class BenchStack implements AutoCloseable {

  /** The apps' JVMs compile as in production, and not as for the quickest start. */
  private static final String AS_IN_PRODUCTION = "-XX:TieredStopAtLevel=4";

  /** Hundreds of thousands of blocks, and each call in the ledger. */
  private static final String ROOM_FOR_ALL = "-Xmx4g";

  /** What a worker needs, whatever waits. */
  private static final String AS_LITTLE_AS_PROMISED = "-Xmx512m";

  private static final String OPTIONS = "JAVA_OPTIONS";

  private final LocalStack stack;
  private final FileChannel lock;
  private final Clock clock;
  private final Thread atExit = new Thread(this::stop);

  private BenchStack(LocalStack stack, FileChannel lock, Clock clock) {
    this.stack = stack;
    this.lock = lock;
    this.clock = clock;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts one, and waits until it is healthy.
   *
   * @param root the repository
   * @param environment of the person; what it says about the apps' JVMs holds here too
   * @throws StackProblem if another benchmark runs
   */
  static BenchStack fresh(Path root, Map<String, String> environment, Clock clock, Report report) {
    StackSettings settings = settings(root, environment);
    FileChannel lock = lock(settings.data());
    new LocalStack(settings).down(); // what a killed benchmark left running
    wipe(settings.data());
    report.progress("Starting a stack in " + root.relativize(settings.data()));
    BenchStack fresh = new BenchStack(new LocalStack(settings), lock, clock);
    var _ = fresh.stack.up();
    return fresh;
  }

  private static StackSettings settings(Path root, Map<String, String> environment) {
    Path data = StackSettings.of(root, environment).data().resolve("bench");
    return StackSettings.onFreePorts(root, data, javaOptions(environment));
  }

  private static Map<String, String> javaOptions(Map<String, String> environment) {
    Map<String, String> options = new HashMap<>(environment);
    options.keySet().removeIf(name -> !name.endsWith(OPTIONS));
    options.merge("ERRAND_" + OPTIONS, AS_IN_PRODUCTION, (own, ours) -> ours + " " + own);
    options.putIfAbsent("ERRAND_SANDBOX_" + OPTIONS, ROOM_FOR_ALL);
    options.putIfAbsent("ERRAND_NOTE_WORKER_" + OPTIONS, AS_LITTLE_AS_PROMISED);
    return options;
  }

  private static FileChannel lock(Path data) {
    try {
      Files.createDirectories(data.getParent());
      FileChannel lock =
          FileChannel.open(
              data.resolveSibling("bench.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (lock.tryLock() == null) {
        throw new StackProblem("Another benchmark runs; two would measure each other");
      }
      return lock;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void wipe(Path directory) {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SandboxDriver sandbox() {
    return new SandboxDriver(stack.settings().sandboxUrl());
  }

  String notionUrl() {
    return stack.settings().sandboxUrl() + "/notion";
  }

  Connecting connecting() {
    return new Connecting(
        stack.settings().apiUrl(), new LocalTokens(stack.settings().data(), clock));
  }

  BulkConnect bulkConnect() {
    return bulkConnect(Provider.NOTION, Duration.ZERO);
  }

  /**
   * @param ago how long ago the tokens were granted
   */
  BulkConnect bulkConnect(Provider provider, Duration ago) {
    return new BulkConnect(
        provider,
        sandbox(),
        new BulkStore(stack.database()),
        stack.settings().keyset(),
        Clock.offset(clock, ago.negated()));
  }

  String bootstrapServers() {
    return stack.bootstrapServers();
  }

  Journal journal() {
    return new Journal(stack.database());
  }

  /** The stack itself, for who breaks it. */
  LocalStack stack() {
    return stack;
  }

  /** All processes of the stack, by name, and this one as {@code bench}. */
  Map<String, ProcessHandle> processes() {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    for (LocalStack.State state : stack.states()) {
      ProcessHandle.of(state.pid()).ifPresent(process -> processes.put(state.name(), process));
    }
    processes.put("bench", ProcessHandle.current());
    return processes;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      return; // and so the hook stops it
    }
    stop();
  }

  private void stop() {
    stack.down();
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
