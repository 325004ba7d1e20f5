package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.Queued;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One user's commands to one provider, run one at a time: interactive ones in their order, and when
 * none of them can run, bulk ones in theirs. While a command is in doubt nothing else runs: what a
 * probe finds must not be another command's work. Thread-safe.
 */
final class Lane {

  private final UserId user;
  private final Ownership ownership;
  private final Backlog interactive;
  private final Backlog bulk;
  private boolean running;
  private @Nullable Thread runner;
  private @Nullable Future<?> alarm;

  Lane(UserId user, Ownership ownership, int window) {
    this.user = user;
    this.ownership = ownership;
    this.interactive = new Backlog(window);
    this.bulk = new Backlog(window);
  }

  UserId user() {
    return user;
  }

  Ownership ownership() {
    return ownership;
  }

  /** What the lane's runner does next. */
  sealed interface Next {

    record RunHead(Head head, Priority priority) implements Next {}

    record Refill(Priority priority, long behind) implements Next {}

    record SleepFor(long nanos) implements Next {}

    record Nothing() implements Next {}
  }

  synchronized void arrived(Queued queued) {
    backlog(queued.command().priority()).arrived(queued);
  }

  synchronized void unseen(Priority priority) {
    backlog(priority).unseen();
  }

  synchronized void restored(Head head, long notBefore) {
    Backlog backlog = backlog(head.command().priority());
    backlog.restoreHead(head);
    backlog.hold(notBefore);
  }

  /** Whether the caller is now the one to run the lane. */
  synchronized boolean tryStart() {
    if (running || ownership.stopped()) {
      return false;
    }
    running = true;
    return true;
  }

  synchronized void runBy(Thread thread) {
    runner = thread;
  }

  synchronized Next next(long now) {
    if (ownership.stopped()) {
      return new Next.Nothing();
    }
    Optional<Priority> inDoubt = inDoubt();
    if (inDoubt.isPresent()) {
      return next(inDoubt.get(), now);
    }
    Next first = next(Priority.INTERACTIVE, now);
    if (first instanceof Next.RunHead || first instanceof Next.Refill) {
      return first;
    }
    Next second = next(Priority.BULK, now);
    if (second instanceof Next.RunHead || second instanceof Next.Refill) {
      return second;
    }
    return sooner(first, second);
  }

  private Optional<Priority> inDoubt() {
    return heads().filter(Head::inDoubt).map(head -> head.command().priority()).findFirst();
  }

  private Next next(Priority priority, long now) {
    Backlog backlog = backlog(priority);
    if (backlog.needsRefill()) {
      return new Next.Refill(priority, backlog.beginRefill());
    }
    Head head = backlog.head();
    if (head == null) {
      Queued queued = backlog.takeNear();
      if (queued == null) {
        return new Next.Nothing();
      }
      head = new Head(ownership.fence(), queued);
      backlog.front(head);
    }
    long wait = backlog.waitNanos(now);
    return wait <= 0 ? new Next.RunHead(head, priority) : new Next.SleepFor(wait);
  }

  private static Next sooner(Next first, Next second) {
    if (first instanceof Next.SleepFor(long a) && second instanceof Next.SleepFor(long b)) {
      return new Next.SleepFor(Math.min(a, b));
    }
    return first instanceof Next.SleepFor ? first : second;
  }

  synchronized void refilled(Priority priority, List<Queued> rows, int asked) {
    backlog(priority).refilled(rows, asked);
  }

  synchronized void headOver(Priority priority) {
    backlog(priority).headOver();
  }

  synchronized void hold(Priority priority, long until) {
    backlog(priority).hold(until);
  }

  /** The runner leaves; the alarm will start the lane again. */
  synchronized void asleep(Future<?> wakeUp) {
    if (alarm != null) {
      alarm.cancel(false);
    }
    alarm = wakeUp;
    running = false;
    runner = null;
  }

  synchronized void stopped() {
    running = false;
    runner = null;
  }

  /** Whether nothing is left; then the lane is done for, and never starts again. */
  synchronized boolean retire() {
    return interactive.empty() && bulk.empty();
  }

  /** What waited for a connection need wait no longer. */
  synchronized void connectionChanged() {
    for (Backlog backlog : List.of(interactive, bulk)) {
      Head head = backlog.head();
      if (head != null
          && (head.lastCause == WaitCause.RECONNECT || head.lastCause == WaitCause.TOKEN)) {
        backlog.release();
      }
    }
  }

  synchronized void interrupt() {
    if (runner != null) {
      runner.interrupt();
    }
  }

  synchronized boolean running() {
    return running;
  }

  /** When the oldest head was accepted. */
  synchronized Optional<Instant> oldest() {
    return heads().map(head -> head.queued.acceptedAt()).min(Instant::compareTo);
  }

  /** The heads, for the runner's heir; only while nothing runs. */
  synchronized List<Head> idleHeads() {
    return running ? List.of() : heads().toList();
  }

  private Stream<Head> heads() {
    return Stream.of(interactive, bulk)
        .map(Backlog::head)
        .flatMap(head -> Optional.ofNullable(head).stream());
  }

  private Backlog backlog(Priority priority) {
    return switch (priority) {
      case INTERACTIVE -> interactive;
      case BULK -> bulk;
    };
  }
}
