package dev.errand.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** CPU time of processes, by their name. */
record CpuTimes(Map<String, Duration> byProcess) {

  /** What each of them has used until now. */
  static CpuTimes of(Map<String, ProcessHandle> processes) {
    Map<String, Duration> times = new LinkedHashMap<>();
    processes.forEach((name, process) -> times.put(name, used(process)));
    return new CpuTimes(times);
  }

  /** The others are our children, and not our work. */
  private static Duration used(ProcessHandle process) {
    return process.equals(ProcessHandle.current())
        ? Usage.cpu(process)
        : Usage.cpuWithChildren(process);
  }

  CpuTimes since(CpuTimes before) {
    Map<String, Duration> used = new LinkedHashMap<>();
    byProcess.forEach((name, time) -> used.put(name, time.minus(before.of(name))));
    return new CpuTimes(used);
  }

  Duration of(String name) {
    return byProcess.getOrDefault(name, Duration.ZERO);
  }

  Duration sum() {
    return byProcess.values().stream().reduce(Duration.ZERO, Duration::plus);
  }
}
