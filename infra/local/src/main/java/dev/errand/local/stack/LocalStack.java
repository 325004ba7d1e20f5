package dev.errand.local.stack;

import dev.errand.local.FreePort;
import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalKafka;
import dev.errand.local.LocalPostgres;
import dev.errand.local.ServerProcess;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything at once on this machine: broker, database, sandbox providers and the four apps, each a
 * process of its own that outlives the terminal.
 *
 * <p>{@link #up} and {@link #down} may be repeated; they start and stop what is missing. Only one
 * of them may run at a time.
 */
public final class LocalStack {

  private final StackSettings settings;
  private final LocalKafka kafka;
  private final LocalPostgres postgres;
  private final HttpClient http;
  private final AppProcess sandbox;
  private final List<AppProcess> apps;

  public LocalStack(StackSettings settings) {
    this.settings = settings;
    this.kafka =
        new LocalKafka(
            settings.data().resolve("kafka"), settings.kafkaPort(), settings.kafkaControllerPort());
    this.postgres = new LocalPostgres(settings.data().resolve("postgres"), settings.postgresPort());
    LocalKeys keys = new LocalKeys(settings.data()).ensure();
    Apps all = new Apps(settings);
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    this.sandbox = new AppProcess(all.sandbox(), settings, http);
    this.apps =
        all.errand(postgres.address("errand"), kafka.bootstrapServers(), keys.publicFile()).stream()
            .map(app -> new AppProcess(app, settings, http))
            .toList();
  }

  /**
   * Starts what does not run, and waits until everything is healthy.
   *
   * @return whether anything had to be started
   * @throws StackProblem if a port is taken by somebody else
   */
  public boolean up() {
    boolean missing = states().stream().anyMatch(state -> state.pid() == 0);
    requireFreePorts();
    List<Runnable> ground = new ArrayList<>();
    ground.add(kafka::start);
    ground.add(() -> makeTables(missing));
    ground.add(
        () -> {
          sandbox.prepare();
          sandbox.launch();
        });
    apps.stream()
        .filter(app -> !app.name().equals("token-refresher"))
        .forEach(app -> ground.add(app::prepare));
    Together.run(ground);
    Together.run(apps.stream().<Runnable>map(app -> app::launch).toList());
    sandbox.awaitHealthy();
    apps.forEach(AppProcess::awaitHealthy);
    return missing;
  }

  private void makeTables(boolean missing) {
    LocalDatabase owner = postgres.start().database("errand");
    if (missing) {
      app("token-refresher").migrate(owner);
    }
  }

  /**
   * Has the keys that wrap data keys looked after; see {@code KeysCommand} in {@code runtime}.
   *
   * @throws StackProblem if it could not be done
   */
  void keys(String what) {
    if (obeyed(List.of("keys", what), "errand_keys") != 0) {
      throw new StackProblem("It was not done, or not to the end; it may be asked again.");
    }
  }

  /**
   * Has what was written down of everybody looked at; see {@code AuditCommand} in {@code runtime}.
   *
   * @throws StackProblem if something is changed or missing, or it could not be done
   */
  void audit(List<String> words) {
    int end = obeyed(Stream.concat(Stream.of("audit"), words.stream()).toList(), "errand_auditor");
    switch (end) {
      case 0 -> {}
      case 3 -> throw new StackProblem("What was written down is not as it was.", end);
      case 2 -> throw StackProblem.misused("Nothing was looked at.");
      default -> throw new StackProblem("Nothing was found out: it could not be looked at.");
    }
  }

  private int obeyed(List<String> words, String role) {
    if (postgres.process().running().isEmpty()) {
      throw new StackProblem("The database does not run: ./errand up");
    }
    return app("token-refresher").obey(words, postgres.address("errand").as(role));
  }

  /** Stops the apps, then what they need; kills what has not ended in time. */
  public void down() {
    Together.run(apps.stream().<Runnable>map(app -> app::stop).toList());
    Together.run(List.of(sandbox::stop, kafka::stop, postgres::stop));
  }

  /** SIGKILL for all of it, where nobody looks at it any more. */
  public void kill() {
    processes().forEach(app -> app.process().kill());
    kafka.kill();
    postgres.kill();
  }

  /**
   * Starts one more instance of an app beside the first, and waits until it is healthy. Whoever
   * asked for it stops it.
   *
   * @param name as {@code note-worker}
   */
  public ServerProcess another(String name) {
    AppProcess second = beside(name);
    second.launch();
    second.awaitHealthy();
    return second.process();
  }

  /** A second instance of an app, not started yet. Whoever starts it stops it. */
  public AppProcess beside(String name) {
    return beside(name, name + "-2", List.of());
  }

  /**
   * As {@link #beside(String)}, by a name of its own.
   *
   * @param javaOptions after those of the first instance
   */
  public AppProcess beside(String name, String otherName, List<String> javaOptions) {
    return new AppProcess(
        app(name).app().beside(otherName, FreePort.any()).with(javaOptions), settings, http);
  }

  /**
   * One of the apps.
   *
   * @param name as {@code note-worker}
   */
  public AppProcess app(String name) {
    return apps.stream()
        .filter(app -> app.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new StackProblem("There is no app " + name));
  }

  /** The broker: whoever kills it starts it again. */
  public LocalKafka kafka() {
    return kafka;
  }

  /** The database server: whoever kills it starts it again. */
  public LocalPostgres postgres() {
    return postgres;
  }

  /** What runs, and where. */
  public List<State> states() {
    List<State> states = new ArrayList<>();
    states.add(State.of("kafka", "broker", kafka.bootstrapServers(), kafka.process(), true));
    states.add(
        State.of(
            "postgres",
            "database",
            postgres.address("errand").jdbcUrl(),
            postgres.process(),
            true));
    for (AppProcess app : processes()) {
      boolean healthy = app.process().running().isPresent() && app.healthy();
      states.add(
          State.of(app.app().name(), app.app().title(), app.app().url(), app.process(), healthy));
    }
    return states;
  }

  /** The broker's address, for clients on this machine. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  public LocalDatabase database() {
    return postgres.address("errand");
  }

  public StackSettings settings() {
    return settings;
  }

  private List<AppProcess> processes() {
    List<AppProcess> all = new ArrayList<>(List.of(sandbox));
    all.addAll(apps);
    return all;
  }

  private void requireFreePorts() {
    RequireFree.port(kafka.process(), settings.kafkaPort(), "ERRAND_KAFKA_PORT");
    RequireFree.port(
        kafka.process(), settings.kafkaControllerPort(), "ERRAND_KAFKA_CONTROLLER_PORT");
    RequireFree.port(postgres.process(), settings.postgresPort(), "ERRAND_POSTGRES_PORT");
    for (AppProcess app : processes()) {
      RequireFree.port(app.process(), app.app().port(), app.app().portVariable());
    }
  }

  /**
   * One process.
   *
   * @param pid 0 if it does not run
   */
  public record State(String name, String title, String address, long pid, boolean healthy) {

    private static State of(
        String name, String title, String address, ServerProcess process, boolean healthy) {
      long pid = process.running().map(ProcessHandle::pid).orElse(0L);
      return new State(name, title, address, pid, pid != 0 && healthy);
    }

    /** For a person: stopped, starting (or not healthy), healthy. */
    public String words() {
      return pid == 0 ? "stopped" : healthy ? "healthy" : "not healthy";
    }
  }
}
