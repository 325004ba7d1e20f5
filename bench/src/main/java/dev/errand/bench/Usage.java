package dev.errand.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process has used so far, as the Linux kernel counts it in {@code /proc}. */
final class Usage {

  /** {@code USER_HZ}: 100 in everything the kernel shows, whatever it counts with itself. */
  private static final Duration TICK = Duration.ofMillis(10);

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Usage() {}

  /** CPU time in user and kernel mode. */
  static Duration cpu(ProcessHandle process) {
    return cpu(process, 2);
  }

  /** The same, with that of all its children, also of those that ended. */
  static Duration cpuWithChildren(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .map(each -> cpu(each, 4))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration cpu(ProcessHandle process, int times) {
    try {
      return TICK.multipliedBy(ticks(Files.readString(file(process.pid(), "stat")), times));
    } catch (IOException ended) {
      return Duration.ZERO; // its parent counts it now
    }
  }

  /**
   * The first of utime, stime, cutime and cstime, added up: from field 14 of {@code stat} on
   * (proc_pid_stat(5)). The name before them is in brackets and may hold anything.
   */
  static long ticks(String stat, int times) {
    String behindName = stat.substring(stat.lastIndexOf(')') + 2);
    return SPACE.splitAsStream(behindName).skip(11).limit(times).mapToLong(Long::parseLong).sum();
  }

  /** The most memory it has had in RAM at once, in bytes. */
  static long peakMemory(ProcessHandle process) {
    try (Stream<String> lines = Files.lines(file(process.pid(), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(long pid, String name) {
    return Path.of("/proc", Long.toString(pid), name);
  }
}
