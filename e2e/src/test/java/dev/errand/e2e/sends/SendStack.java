package dev.errand.e2e.sends;

import dev.errand.local.TestDirectory;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.local.stack.AppProcess;
import dev.errand.local.stack.LocalStack;
import dev.errand.local.stack.StackSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stack of its own, with one mail worker: what is parked for hours at the end is in nobody's way.
 */
public final class SendStack implements AutoCloseable {

  private final LocalStack stack;

  /**
   * Starts all of it.
   *
   * @param settings of the mail worker, beside those that make doubt short and a dead worker missed
   *     soon
   */
  public SendStack(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    // The shortest that a broker takes.
    all.put("spring.kafka.consumer.properties.session.timeout.ms", "6000");
    all.put("spring.kafka.consumer.properties.heartbeat.interval.ms", "2000");
    // The sandbox submits a mail within 2 s and does nothing else late.
    all.put("errand.worker.longest-call", "6s");
    all.put("errand.worker.longest-settling", "5s");
    stack =
        new LocalStack(
            StackSettings.onFreePorts(
                Path.of("..").toAbsolutePath().normalize(),
                TestDirectory.create("sends", this::close),
                Map.of(
                    "ERRAND_MAIL_WORKER_SETTINGS", JsonMapper.shared().writeValueAsString(all))));
    var _ = stack.up();
    stack.app("note-worker").stop(); // nobody writes notes here
  }

  public LocalStack stack() {
    return stack;
  }

  public SandboxDriver sandbox() {
    return new SandboxDriver(stack.settings().sandboxUrl());
  }

  /** SIGKILL; whoever runs it starts it again at once. */
  void killWorker() {
    AppProcess worker = stack.app("mail-worker");
    worker.process().kill();
    worker.launch();
    worker.awaitHealthy();
  }

  @Override
  public void close() {
    stack.down();
  }
}
