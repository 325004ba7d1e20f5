package dev.errand.e2e.refresh;

import dev.errand.e2e.TestStack;
import dev.errand.e2e.crash.ArmedJar;
import dev.errand.e2e.crash.Trap;
import dev.errand.local.stack.AppProcess;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One more instance of an app, as it is shipped: with a door for many callers, and points at which
 * a thread of it can be held. Not thread-safe.
 */
final class Holder implements AutoCloseable {

  /** Longer than a lease lasts, and all that comes after it on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final AppProcess process;
  private final Trap trap;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Holder(TestStack stack, String app, String name) {
    Path directory = stack.stack().settings().data().resolve("held").resolve(name);
    trap = new Trap(directory);
    process =
        stack
            .stack()
            .beside(
                app,
                name,
                List.of(
                    ArmedJar.option(directory.resolve("jars")),
                    DoorJar.option(directory.resolve("jars")),
                    "-XX:-AutoCreateSharedArchive",
                    "-Xshare:off",
                    "-Derrand.crash.directory=" + directory,
                    // For the refresher: it comes as soon as anything is due, and waits for none.
                    "-Derrand.refresher.pause=50ms",
                    "-Derrand.refresher.batch=100"));
  }

  Trap trap() {
    return trap;
  }

  /** Starts it if it does not run, and waits until it serves. */
  Holder started() {
    process.launch();
    process.awaitHealthy();
    return this;
  }

  /** Starts it without waiting, if it does not run. */
  void launch() {
    process.launch();
  }

  /**
   * So many callers ask at once; each asks on until it is told something for good.
   *
   * @param refused the version whose token the provider refused to each of them; 0 for none
   */
  CompletableFuture<Answers> ask(int callers, UserId user, Provider provider, long refused) {
    URI door =
        URI.create(
            process.url()
                + "/test/callers?user=%s&provider=%s&callers=%d&refused=%d&seconds=%d"
                    .formatted(user, provider.wireName(), callers, refused, PATIENCE.toSeconds()));
    HttpRequest request =
        HttpRequest.newBuilder(door)
            .timeout(PATIENCE.plusSeconds(60))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(
            answer -> {
              if (answer.statusCode() != 200) {
                throw new IllegalStateException("The door answers " + answer.statusCode());
              }
              return Answers.read(answer.body());
            });
  }

  /** How many callers have not been told yet. */
  int asking() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(process.url() + "/test/callers")).build();
    return Integer.parseInt(
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join().body());
  }

  void kill() {
    process.process().kill();
  }

  /** All its threads stop. */
  void stop() {
    process.process().signal("STOP");
  }

  void goOn() {
    process.process().signal("CONT");
  }

  @Override
  public void close() {
    http.shutdownNow();
    trap.clear();
    kill();
  }
}
