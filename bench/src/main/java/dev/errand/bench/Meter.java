package dev.errand.bench;

import dev.errand.local.drive.SandboxDriver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Notes what the stack's processes and the provider did while something was done. */
final class Meter {

  private final Map<String, ProcessHandle> processes;
  private final SandboxDriver sandbox;

  Meter(BenchStack stack) {
    this.processes = stack.processes();
    this.sandbox = stack.sandbox();
  }

  /**
   * Measures one stretch.
   *
   * @param commands how many are done in it
   * @param work does them and says how long that took
   */
  Stretch measure(int commands, Supplier<Duration> work) {
    long begin = sandbox.ledgerEnd();
    CpuTimes before = CpuTimes.of(processes);
    Duration elapsed = work.get();
    CpuTimes used = CpuTimes.of(processes).since(before);
    List<JsonNode> calls = sandbox.ledgerSince(begin);
    long effects = calls.stream().filter(Meter::appended).count();
    return new Stretch(commands, elapsed, used, calls.size(), effects);
  }

  /** What the sandbox calls the effect of an append. */
  private static boolean appended(JsonNode call) {
    return call.path("effectKind").asString("").equals("children");
  }

  /**
   * The most memory a process has had, in MiB.
   *
   * @param process as {@code note-worker}
   */
  long peakMebibytes(String process) {
    return Usage.peakMemory(Objects.requireNonNull(processes.get(process), process)) >> 20;
  }
}
