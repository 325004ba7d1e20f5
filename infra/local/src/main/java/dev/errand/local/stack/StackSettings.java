package dev.errand.local.stack;

import dev.errand.local.FreePort;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the local stack lives: directories, and the ports of the loopback address.
 *
 * @param root the repository, where the built apps are
 * @param data everything the stack writes
 * @param builds where the built apps are unpacked, with what their JVMs share of their classes;
 *     stacks of the same build may have the same
 * @param environment of the person who called us; says which real providers to use
 */
public record StackSettings(
    Path root,
    Path data,
    Path builds,
    int apiPort,
    int notePort,
    int mailPort,
    int refresherPort,
    int sandboxPort,
    int kafkaPort,
    int kafkaControllerPort,
    int postgresPort,
    Map<String, String> environment) {

  /** Reads {@code ERRAND_DATA} and {@code ERRAND_*_PORT}; what is not set has its default. */
  public static StackSettings of(Path root, Map<String, String> environment) {
    Path data = root.resolve(environment.getOrDefault("ERRAND_DATA", ".errand"));
    return new StackSettings(
        root,
        data,
        data,
        port(environment, "ERRAND_API_PORT", 8080),
        port(environment, "ERRAND_NOTE_PORT", 8081),
        port(environment, "ERRAND_MAIL_PORT", 8082),
        port(environment, "ERRAND_REFRESHER_PORT", 8083),
        port(environment, "ERRAND_SANDBOX_PORT", 18090),
        port(environment, "ERRAND_KAFKA_PORT", 19092),
        port(environment, "ERRAND_KAFKA_CONTROLLER_PORT", 19093),
        port(environment, "ERRAND_POSTGRES_PORT", 15432),
        Map.copyOf(environment));
  }

  /** A stack that is in nobody's way. It shares its unpacked build with others like it. */
  public static StackSettings onFreePorts(Path root, Path data, Map<String, String> environment) {
    return new StackSettings(
        root,
        data,
        root.resolve("target/builds"),
        FreePort.any(),
        FreePort.any(),
        FreePort.any(),
        FreePort.any(),
        FreePort.any(),
        FreePort.any(),
        FreePort.any(),
        FreePort.any(),
        environment);
  }

  /** The same stack in another environment. */
  public StackSettings in(Map<String, String> other) {
    return new StackSettings(
        root,
        data,
        builds,
        apiPort,
        notePort,
        mailPort,
        refresherPort,
        sandboxPort,
        kafkaPort,
        kafkaControllerPort,
        postgresPort,
        other);
  }

  public String apiUrl() {
    return "http://localhost:" + apiPort;
  }

  /** By its number: another site than ours to a browser, as the real providers are. */
  public String sandboxUrl() {
    return "http://127.0.0.1:" + sandboxPort;
  }

  /** The keyset that stands in for Vault. */
  public Path keyset() {
    return data.resolve("keys/connections.json");
  }

  /** Whether all apps are told to keep everything on this machine: {@code ERRAND_LOCAL_ONLY}. */
  public boolean localOnly() {
    return switch (environment.getOrDefault("ERRAND_LOCAL_ONLY", "")) {
      case "true" -> true;
      case "false", "" -> false;
      default -> throw new StackProblem("ERRAND_LOCAL_ONLY is true or false");
    };
  }

  /** Where notes are kept that stay on this machine. */
  public Path notes() {
    return data.resolve("notes");
  }

  /** Whether nobody's real account is touched. */
  public boolean sandboxForAll() {
    return sandboxNotion() && sandboxMicrosoft();
  }

  /**
   * What to start an app's JVM with, beside what it has anyway; the last of two that contradict
   * each other holds: {@code ERRAND_JAVA_OPTIONS}, then that of the app alone, as {@code
   * ERRAND_NOTE_WORKER_JAVA_OPTIONS}.
   */
  List<String> javaOptions(String app) {
    return Stream.of("ERRAND_JAVA_OPTIONS", ofApp(app, "_JAVA_OPTIONS"))
        .flatMap(name -> Arrays.stream(environment.getOrDefault(name, "").split(" ")))
        .filter(option -> !option.isEmpty())
        .toList();
  }

  /**
   * What an app is told beside or instead of what the stack tells it, by configuration key: a JSON
   * object in a variable of its own, as {@code ERRAND_NOTE_WORKER_SETTINGS}.
   */
  Map<String, String> settings(String app) {
    Map<String, String> settings = new TreeMap<>();
    JsonMapper.shared()
        .readTree(environment.getOrDefault(ofApp(app, "_SETTINGS"), "{}"))
        .properties()
        .forEach(each -> settings.put(each.getKey(), each.getValue().asString()));
    return settings;
  }

  private static String ofApp(String app, String suffix) {
    return "ERRAND_" + app.toUpperCase(Locale.ROOT).replace('-', '_') + suffix;
  }

  boolean sandboxNotion() {
    return !environment.containsKey("ERRAND_NOTION_CLIENT_ID");
  }

  boolean sandboxMicrosoft() {
    return !environment.containsKey("ERRAND_MICROSOFT_CLIENT_ID");
  }

  private static int port(Map<String, String> environment, String name, int otherwise) {
    String value = environment.getOrDefault(name, Integer.toString(otherwise));
    try {
      int port = Integer.parseInt(value);
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below, with the name.
    }
    throw new StackProblem(name + " is not a port: " + value);
  }
}
