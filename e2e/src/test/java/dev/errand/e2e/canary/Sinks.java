package dev.errand.e2e.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.local.stack.AppProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * All that can be read from outside of a run. What only a living process shows is taken while it
 * lives, as often as wanted; the rest at the end.
 */
final class Sinks {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a browser keeps to itself: cookies, forms, and the provider's address it is sent to. */
  private static final Pattern BROWSERS_OWN =
      Pattern.compile(
          "(?im)^(?:set-cookie: .*|location:"
              + " \\S+/authorize\\?.*)$|<input[^>]+name=\"_csrf\"[^>]+>");

  private final CanaryStack stack;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Taken> taken = new ArrayList<>();

  private record Taken(Sink sink, String place, byte[] text) {}

  Sinks(CanaryStack stack) {
    this.stack = stack;
  }

  /** What the processes show of themselves now. */
  void takeFromTheLiving() throws IOException, InterruptedException {
    for (AppProcess app : stack.apps()) {
      long pid = app.process().running().orElseThrow().pid();
      taken.add(new Taken(Sink.THREADS, app.name(), jcmd(pid, "Thread.print", "-l")));
      taken.add(new Taken(Sink.THREADS, app.name(), virtualThreads(pid, app.name())));
      for (String path : List.of("prometheus", "health", "health/readiness", "info")) {
        taken.add(new Taken(Sink.METRICS, app.name(), get(app.url() + "/actuator/" + path)));
      }
      taken.add(new Taken(Sink.COMMAND_LINE, app.name(), proc(pid, "cmdline")));
      taken.add(new Taken(Sink.ENVIRONMENT, app.name(), proc(pid, "environ")));
    }
  }

  private byte[] virtualThreads(long pid, String app) throws IOException, InterruptedException {
    Path file = stack.data().resolve("threads-" + app + ".json");
    var _ = jcmd(pid, "Thread.dump_to_file", "-format=json", "-overwrite", file.toString());
    return Files.readAllBytes(file);
  }

  private static byte[] jcmd(long pid, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(pid));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] said = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("jcmd " + words[0] + ": " + new String(said, UTF_8));
    }
    return said;
  }

  private byte[] get(String url) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return (answer.headers().map() + "\n" + new String(answer.body(), ISO_8859_1))
        .getBytes(ISO_8859_1);
  }

  private static byte[] proc(long pid, String name) throws IOException {
    return Files.readAllBytes(Path.of("/proc", Long.toString(pid), name));
  }

  /** Looks at all of it. The apps have ended; the broker and the database still run. */
  void lookAtAll(Look look) throws IOException, SQLException {
    taken.forEach(each -> look.at(each.sink(), each.place(), each.text()));
    for (String app : CanaryStack.APPS) {
      look.at(Sink.LOG, app, stack.stack().app(app).process().log());
      look.at(Sink.LOG, app, stack.data().resolve(app), Sinks::isOfMigration);
      look.at(Sink.FILE, app, stack.temporary(app), file -> true);
      look.at(Sink.FILE, app, stack.data().resolve(app), Sinks::isNoLibrary);
    }
    look.at(Sink.FILE, "working directory", Path.of("").toAbsolutePath(), Sinks::isLeftBehind);
    answers(look);
    TopicDump.of(stack.stack().bootstrapServers())
        .forEach((topic, text) -> look.at(Sink.TOPIC, topic, text));
    TableDump.of(stack).forEach((table, text) -> look.at(Sink.TABLE, table, text));
    stack.sql("errand", "checkpoint");
    look.at(Sink.SERVER_LOG, "postgres", stack.stack().postgres().process().log());
    look.at(Sink.SERVER_LOG, "kafka", stack.stack().kafka().process().log());
    look.at(Sink.DISK, "postgres", stack.data().resolve("postgres/data"), file -> true);
    look.at(Sink.DISK, "kafka", stack.data().resolve("kafka"), Sinks::isNoLog);
  }

  private void answers(Look look) {
    String answers = stack.api().answers();
    ByteArrayOutputStream browsers = new ByteArrayOutputStream();
    BROWSERS_OWN
        .matcher(answers)
        .results()
        .map(MatchResult::group)
        .forEach(line -> browsers.writeBytes(line.getBytes(ISO_8859_1)));
    look.at(Sink.BROWSER, "api-ingest", browsers.toByteArray());
    String others = BROWSERS_OWN.matcher(answers).replaceAll("");
    look.at(Sink.ANSWER, "api-ingest", others.getBytes(ISO_8859_1));
  }

  /** What was built is no file that an app leaves, and its log is looked at as such. */
  private static boolean isNoLibrary(Path file) {
    return isNoLog(file) && !file.toString().endsWith(".jar");
  }

  private static boolean isNoLog(Path file) {
    return !file.toString().endsWith(".log") || file.toString().matches(".*/\\d+\\.log");
  }

  private static boolean isOfMigration(Path file) {
    return file.endsWith("migrate.log");
  }

  /** As a crash report, or a heap dump, would be. */
  private static boolean isLeftBehind(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return here.equals(file.getParent());
  }
}
