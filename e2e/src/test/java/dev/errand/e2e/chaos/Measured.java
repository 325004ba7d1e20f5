package dev.errand.e2e.chaos;

import dev.errand.e2e.oracle.Resources;
import dev.errand.local.LocalDatabase;
import dev.errand.local.stack.AppProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the workers use now, from {@code /proc}, their JVMs and their metrics. */
final class Measured {

  private static final String CLIENTS =
      "select count(*) from pg_stat_activity where backend_type = 'client backend'";

  private Measured() {}

  /** By the name of the process; {@code postgres} for the connections it serves to all. */
  static Map<String, Resources> now(ChaosStack stack) {
    Map<String, Resources> all = new LinkedHashMap<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (AppProcess worker : stack.workers()) {
        all.put(worker.name(), of(worker, http));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
    all.put("postgres", new Resources(0, 0, 0, clients(stack.stack().database())));
    return all;
  }

  private static Resources of(AppProcess worker, HttpClient http)
      throws IOException, InterruptedException {
    Path proc = Path.of("/proc", Long.toString(worker.process().running().orElseThrow().pid()));
    collect(proc);
    String metrics =
        http.send(
                HttpRequest.newBuilder(URI.create(worker.url() + "/actuator/prometheus")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    return new Resources(
        sum(metrics, "jvm_memory_used_bytes{area=\"heap\""),
        threads(proc),
        files(proc),
        Math.toIntExact(sum(metrics, "hikaricp_connections_active")));
  }

  private static void collect(Path proc) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(proc.getFileName()),
                "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!jcmd.waitFor(30, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
      throw new IllegalStateException("jcmd did not collect the garbage");
    }
  }

  /** All lines of a metric, whatever its other labels. */
  static long sum(String metrics, String beginning) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(beginning))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static int threads(Path proc) throws IOException {
    try (Stream<String> lines = Files.lines(proc.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith("Threads:"))
          .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
          .sum();
    }
  }

  private static int files(Path proc) throws IOException {
    try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
      return Math.toIntExact(files.count());
    }
  }

  private static int clients(LocalDatabase database) {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement();
        var answer = statement.executeQuery(CLIENTS)) {
      answer.next();
      return answer.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL cannot be asked", e);
    }
  }
}
