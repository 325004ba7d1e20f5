package dev.errand.bench;

import java.time.Duration;

/**
 * A measured time.
 *
 * @param commands how many were done in it
 * @param calls that arrived at the provider
 * @param effects that the provider made of them
 */
record Stretch(int commands, Duration elapsed, CpuTimes cpu, long calls, long effects) {

  double perSecond() {
    return commands / seconds();
  }

  double seconds() {
    return elapsed.toNanos() / 1e9;
  }

  /** CPU time for one command. */
  double micros(Duration cpuTime) {
    return cpuTime.toNanos() / 1e3 / commands;
  }

  /** How many cores were busy all the time. */
  double coresBusy() {
    return (double) cpu.sum().toNanos() / elapsed.toNanos();
  }
}
