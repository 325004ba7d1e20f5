package dev.errand.e2e.chaos;

import dev.errand.local.FreePort;
import dev.errand.local.TestDirectory;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.local.stack.AppProcess;
import dev.errand.local.stack.LocalStack;
import dev.errand.local.stack.StackSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole stack with two workers of each kind, which reach the database and their provider only
 * through links that can be cut.
 */
final class ChaosStack implements AutoCloseable {

  private static final String WORKERS = "note-worker";
  private static final String MAIL_WORKERS = "mail-worker";

  private final LocalStack stack;
  private final Map<String, TcpProxy> links;
  private final List<AppProcess> workers;

  ChaosStack() {
    Path root = Path.of("..").toAbsolutePath().normalize();
    int postgres = FreePort.any();
    int sandbox = FreePort.any();
    links =
        Map.of(
            "note-worker to PostgreSQL", new TcpProxy(postgres),
            "note-worker to Notion", new TcpProxy(sandbox),
            "mail-worker to PostgreSQL", new TcpProxy(postgres),
            "mail-worker to Graph", new TcpProxy(sandbox));
    stack =
        new LocalStack(
            new StackSettings(
                root,
                TestDirectory.create("chaos", this::close),
                root.resolve("target/builds"),
                FreePort.any(),
                FreePort.any(),
                FreePort.any(),
                FreePort.any(),
                sandbox,
                FreePort.any(),
                FreePort.any(),
                postgres,
                Map.of(
                    "ERRAND_NOTE_WORKER_SETTINGS",
                    settings(
                        WORKERS, "errand.notion.base-url", url("note-worker to Notion", "/notion")),
                    "ERRAND_MAIL_WORKER_SETTINGS",
                    settings(
                        MAIL_WORKERS,
                        "errand.graph.base-url",
                        url("mail-worker to Graph", "/graph/v1.0")))));
    workers =
        List.of(
            stack.app(WORKERS),
            stack.beside(WORKERS),
            stack.app(MAIL_WORKERS),
            stack.beside(MAIL_WORKERS));
    var _ = stack.up();
    workers.forEach(AppProcess::launch);
    workers.forEach(AppProcess::awaitHealthy);
  }

  private String url(String link, String path) {
    return "http://localhost:" + link(link).port() + path;
  }

  private String settings(String worker, String provider, String providerUrl) {
    int database = link(worker + " to PostgreSQL").port();
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                provider,
                providerUrl,
                "spring.datasource.url",
                "jdbc:postgresql://127.0.0.1:" + database + "/errand",
                // The shortest that a broker takes: a pause of 8 s and more is past it.
                "spring.kafka.consumer.properties.session.timeout.ms",
                "6000",
                "spring.kafka.consumer.properties.heartbeat.interval.ms",
                "2000",
                // The sandbox is done at once: doubt need not last minutes, only longer than a
                // pause.
                "errand.worker.longest-call",
                "10s",
                "errand.worker.longest-settling",
                "20s"));
  }

  private TcpProxy link(String name) {
    TcpProxy link = links.get(name);
    if (link == null) {
      throw new IllegalArgumentException("There is no link " + name);
    }
    return link;
  }

  LocalStack stack() {
    return stack;
  }

  SandboxDriver sandbox() {
    return new SandboxDriver(stack.settings().sandboxUrl());
  }

  Map<String, TcpProxy> links() {
    return links;
  }

  List<AppProcess> workers() {
    return workers;
  }

  /** Whoever waits for a broken stack to end in order waits for long. */
  @Override
  public void close() {
    workers.forEach(worker -> worker.process().kill());
    stack.app("api-ingest").process().kill();
    stack.app("token-refresher").process().kill();
    stack.kafka().kill();
    stack.postgres().kill();
    stack.down();
  }
}
