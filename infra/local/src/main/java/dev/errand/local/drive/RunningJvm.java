package dev.errand.local.drive;

import dev.errand.local.stack.AppProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What an app's process uses, as its metrics, {@code jcmd} and the kernel tell it. */
public final class RunningJvm implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";

  private final AppProcess app;
  private final Web web = new Web(HttpClient.newBuilder());

  public RunningJvm(AppProcess app) {
    this.app = app;
  }

  /** The sum over all series of a metric whose line begins like this. */
  public long metric(String beginning) {
    return web.send(HttpRequest.newBuilder(URI.create(app.url() + "/actuator/prometheus")))
        .body()
        .lines()
        .filter(line -> line.startsWith(beginning))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Bytes of heap in use right after a full collection. */
  public long heapInUse() {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  proc().getFileName().toString(),
                  "GC.run")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!jcmd.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
        throw new IllegalStateException("jcmd did not collect the garbage of " + app.name());
      }
      return metric(HEAP);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** Threads of the platform. */
  public int threads() {
    return count("task");
  }

  /** Open files, sockets included. */
  public int files() {
    return count("fd");
  }

  private int count(String directory) {
    try (Stream<Path> entries = Files.list(proc().resolve(directory))) {
      return Math.toIntExact(entries.count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path proc() {
    return Path.of(
        "/proc", Long.toString(app.process().running().map(ProcessHandle::pid).orElseThrow()));
  }

  @Override
  public void close() {
    web.close();
  }
}
