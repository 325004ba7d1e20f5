package dev.errand.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Publishes at fixed times, one member after the other, and never waits for a result. */
final class OpenLoop {

  private static final Duration LEAD = Duration.ofMillis(100);

  private final Asking asking;
  private final List<Member> members;
  private final int perSecond;

  OpenLoop(Asking asking, List<Member> members, int perSecond) {
    this.asking = asking;
    this.members = members;
    this.perSecond = perSecond;
  }

  /**
   * All that became of it.
   *
   * @param latest the most that a command was published after it was due, in ns: this is part of
   *     its time
   */
  record Ran(List<Answer> answers, long latest) {}

  Ran run(String name, Duration time) {
    int commands = Math.toIntExact(time.multipliedBy(perSecond).toSeconds());
    Round round = new Round(name, Math.ceilDiv(commands, members.size()));
    long start = System.nanoTime() + LEAD.toNanos();
    long latest = 0;
    for (int i = 0; i < commands; i++) {
      long due = start + i * Duration.ofSeconds(1).toNanos() / perSecond;
      sleepUntil(due);
      latest = Math.max(latest, System.nanoTime() - due);
      asking.ask(round.command(members.get(i % members.size()), i / members.size()), due);
    }
    return new Ran(asking.await(), latest);
  }

  private static void sleepUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
