package dev.errand.local.stack;

import dev.errand.local.LocalDatabase;
import dev.errand.local.OwnJava;
import dev.errand.local.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** One app as a process of its own. Not thread-safe. */
public final class AppProcess {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * Longer than the apps' own graceful shutdown, and than the first of a build takes to write down
   * what the next ones share of its classes: that takes 5 s of a processor.
   */
  private static final Duration STOP_PATIENCE = Duration.ofMinutes(1);

  private final App app;
  private final Path directory;
  private final Path build;
  private final ServerProcess process;
  private final HttpClient http;

  AppProcess(App app, StackSettings settings, HttpClient http) {
    this.app = app;
    this.directory = settings.data().resolve(app.name());
    this.build = settings.builds().resolve(app.module());
    this.process = new ServerProcess(app.name(), directory);
    this.http = http;
  }

  App app() {
    return app;
  }

  /** As {@code note-worker}; a second one has a name of its own. */
  public String name() {
    return app.name();
  }

  /** Where it serves its health and metrics. */
  public String url() {
    return app.url();
  }

  public ServerProcess process() {
    return process;
  }

  /**
   * Makes ready what was built: unpacks it, after it has ended the process of an older build. May
   * be done before anything else runs.
   */
  Path prepare() {
    if (!AppJar.isUnpacked(app.jar(), build)) {
      process.stop(STOP_PATIENCE);
    }
    return AppJar.unpacked(app.jar(), build);
  }

  /** Asks it to end, and waits until it has; kills it if it takes too long. */
  public void stop() {
    process.stop(STOP_PATIENCE);
  }

  /** Starts it without waiting; nothing happens if it runs. */
  public void launch() {
    if (process.running().isEmpty()) {
      Path jar = prepare();
      List<String> command = new ArrayList<>(java("classes.jsa"));
      command.addAll(app.javaOptions());
      command.addAll(List.of("-jar", jar.toString()));
      process.start(command, app.environment());
    }
  }

  /**
   * Has it bring the tables up to date, and waits until it has.
   *
   * @param owner the database, for the role that owns the tables
   * @throws StackProblem with its last words, if it fails or takes too long
   */
  void migrate(LocalDatabase owner) {
    List<String> command = new ArrayList<>(java("migrate.jsa"));
    command.addAll(List.of("-jar", prepare().toString(), "migrate"));
    ServerProcess migration = new ServerProcess("migrate", directory);
    if (migration.run(command, environment(owner), PATIENCE) != 0) {
      throw new StackProblem("The tables could not be made:\n" + migration.lastWords());
    }
  }

  /**
   * Has it obey some words instead of serving, and shows here what it prints.
   *
   * @return its exit code
   */
  int obey(List<String> words, LocalDatabase database) {
    List<String> command = new ArrayList<>(java("migrate.jsa"));
    command.addAll(List.of("-jar", prepare().toString()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("SPRING_APPLICATION_JSON", app.properties(database));
    try {
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start " + app.name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static Map<String, String> environment(LocalDatabase owner) {
    return Map.of(
        "SPRING_APPLICATION_JSON",
        JsonMapper.shared().writeValueAsString(owner.springProperties()));
  }

  private List<String> java(String sharedClasses) {
    return List.of(
        OwnJava.executable(),
        "-Xmx" + app.heap(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + build.resolve(sharedClasses),
        "-Xlog:disable",
        "-XX:+ExitOnOutOfMemoryError",
        "--enable-native-access=ALL-UNNAMED",
        // Tink's protobuf asks for it; without this each process begins with a warning.
        "--sun-misc-unsafe-memory-access=allow");
  }

  /**
   * Waits until it is healthy.
   *
   * @throws StackProblem with its last words, if it ends or takes too long
   */
  public void awaitHealthy() {
    try {
      process.awaitServing(PATIENCE, this::healthy);
    } catch (IllegalStateException e) {
      throw new StackProblem(e.getMessage() + "\nMore: ./errand logs " + app.name());
    }
  }

  /** Whether it says so itself, now. */
  public boolean healthy() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(app.url() + app.health()))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
